"""Comment sheets as units send them back: Word files, read into the comments they hold."""
