"""The shell: a command line cut into simple commands, with what its exit status tells of each."""
