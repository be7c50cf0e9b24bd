# exit: 1
print("before the import")
import bad

print("never")
