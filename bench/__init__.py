"""How fast is it, beside what? Each benchmark prints what it measured next to a peer or a limit in the same run."""
