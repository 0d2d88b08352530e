{
  "type": "error",
  "error": { "type": "overloaded_error", "message": "Overloaded" }
}
