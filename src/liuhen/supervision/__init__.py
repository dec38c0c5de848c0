"""What the bureau looks at from above: how acts were recorded, how long recordings took to be stored (制度第五条、第十二条、第二十七条)."""
