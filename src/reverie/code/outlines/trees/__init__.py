"""What the readers of syntax trees share: grammars, the text of nodes, and the collecting of symbols."""
