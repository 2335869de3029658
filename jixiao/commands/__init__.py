"""One file per command; the group in ``jixiao.cli`` loads each only when it is called."""
