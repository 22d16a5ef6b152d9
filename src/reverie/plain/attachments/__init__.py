"""What goes with a prompt because it names it: files and folders after an `@`, pictures by their path.

mentions  finds the names in the text
files     a file's lines, or a folder's listing, as text
pictures  a picture's bytes, when the model can see it
"""
