"""Running Liuhen on a machine: the server and its processes, HTTPS, doctor, check and the commands of the terminal."""
