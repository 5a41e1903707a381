"""Reports and exports, made from the same objects the screens show."""
