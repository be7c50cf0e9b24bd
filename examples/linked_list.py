"""A doubly linked list: build, reverse, merge sort, remove. Usage: linked_list.py [nodes], bench size 200000."""

import sys


class Node:
    __slots__ = ("value", "prev", "next")

    def __init__(self, value):
        self.value = value
        self.prev = self.next = None


class LinkedList:
    def __init__(self, values=()):
        self.head = self.tail = None
        self.size = 0
        for v in values:
            self.append(v)

    def append(self, value):
        node = Node(value)
        if self.tail is None:
            self.head = node
        else:
            self.tail.next = node
            node.prev = self.tail
        self.tail = node
        self.size += 1

    def remove(self, node):
        if node.prev:
            node.prev.next = node.next
        else:
            self.head = node.next
        if node.next:
            node.next.prev = node.prev
        else:
            self.tail = node.prev
        self.size -= 1

    def __iter__(self):
        node = self.head
        while node:
            yield node
            node = node.next

    def values(self):
        out = []
        node = self.head
        while node:
            out.append(node.value)
            node = node.next
        return out

    def reverse(self):
        node = self.head
        while node:
            node.prev, node.next = node.next, node.prev
            node = node.prev
        self.head, self.tail = self.tail, self.head

    def sort(self):
        self.head = merge_sort(self.head, self.size)
        prev, node = None, self.head
        while node:
            node.prev = prev
            prev, node = node, node.next
        self.tail = prev


def merge_sort(head, n):
    if n <= 1:
        if head:
            head.next = None
        return head
    mid = head
    for _ in range(n // 2):
        mid = mid.next
    right = merge_sort(mid, n - n // 2)
    left = merge_sort(head, n // 2)
    first = last = None
    while left and right:
        if right.value < left.value:
            node, right = right, right.next
        else:
            node, left = left, left.next
        if last:
            last.next = node
        else:
            first = node
        last = node
    last.next = left or right
    return first


def main(n):
    x, values = 7, []
    for _ in range(n):
        x = (x * 48271) % 2147483647
        values.append(x % 1000)
    l = LinkedList(values)
    print(l.size, l.values() == values, sum(l.values()))
    l.reverse()
    print(l.values() == values[::-1], l.head.value, l.tail.value)
    l.sort()
    print(l.values() == sorted(values), l.head.value, l.tail.value)
    for node in l:
        if node.value % 2:
            l.remove(node)
    back, node = 0, l.tail
    while node:
        back += 1
        node = node.prev
    print(l.size, back, sum(l.values()))
    # Taken apart node by node, so that no long chain is freed at once.
    while l.head:
        l.remove(l.head)
    print(l.size)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3000)
