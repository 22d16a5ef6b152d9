"""The commands beside the agent itself, and what each is for in a few words."""

COMMANDS = {
    "check": "check what your notes say against the code",
    "claims": "compare what your agents said they did with what they did",
    "config": "read and write settings",
    "doctor": "look at this installation, and say how to put right what is wrong",
    "memory": "show, add, edit and find what is remembered",
    "model": "list, fetch, choose and remove models",
    "scorecard": "show how often each model's claims were false, and how it worked otherwise",
    "sessions": "list, show, export and remove sessions of this project",
    "trust": "what you trusted and granted, by project",
    "undo": "take a change of the memory back",
    "why": "tell where a fact of the memory comes from",
}
