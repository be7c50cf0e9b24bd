import helper
missing = helper.no_such_name
