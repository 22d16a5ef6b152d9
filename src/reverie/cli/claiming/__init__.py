"""What `reverie claims` looks into and shows: transcripts, counts a model, false claims, situations of a program."""
