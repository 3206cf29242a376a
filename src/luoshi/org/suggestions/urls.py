from django.urls import path

from luoshi.org.suggestions import views

urlpatterns = [
    path("suggestions", views.suggestions, name="suggestions"),
    path("suggestions/<uuid:uuid>/answer", views.answer, name="answer_suggestion"),
]
