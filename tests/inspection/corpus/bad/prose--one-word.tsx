Done
