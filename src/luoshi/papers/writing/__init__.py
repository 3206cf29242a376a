"""From facts to a paper: the words, the set text, and the .docx by GB/T 9704-2012."""
