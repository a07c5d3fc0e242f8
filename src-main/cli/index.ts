process.stdout.write("chainrule\n");
