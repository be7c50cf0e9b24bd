# TCP, UDP and UNIX sockets, socket pairs, timeouts, names, and the errors of module socket.
import errno
import os
import select
import socket
import struct
import tempfile
import threading


def show(function, *args, **keywords):
    try:
        print(repr(function(*args, **keywords)))
    except BaseException as error:
        print(type(error).__module__, type(error).__name__, error.args)


def echo(server):
    connection, address = server.accept()
    with connection:
        while data := connection.recv(100):
            connection.sendall(data.upper())


with socket.create_server(("127.0.0.1", 0)) as server:
    thread = threading.Thread(target=echo, args=(server,))
    thread.start()
    host, port = server.getsockname()
    print(host, port > 0, server.family, server.type, server.proto)
    with socket.create_connection((host, port), timeout=10) as client:
        print(client.getpeername() == (host, port), client.gettimeout(), client.getblocking())
        client.sendall(b"hello")
        print(client.recv(5, socket.MSG_WAITALL))
        client.send(b"more")
        room = bytearray(10)
        print(client.recv_into(room), room)
        client.sendall(b"x" * 100000)
        client.shutdown(socket.SHUT_WR)
        got = 0
        while piece := client.recv(65536):
            got += len(piece)
        print(got)
        show(client.setsockopt, socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        show(client.getsockopt, socket.IPPROTO_TCP, socket.TCP_NODELAY)
        show(client.getsockopt, socket.SOL_SOCKET, socket.SO_LINGER, 8)
        show(client.setsockopt, socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 2))
        show(client.getsockopt, socket.SOL_SOCKET, socket.SO_LINGER, 8)
        show(client.getsockopt, socket.SOL_SOCKET, socket.SO_LINGER, 5000)
    thread.join()
print(client.fileno(), client)

a, b = socket.socketpair()
with a, b:
    print(a.family, a.type, a.proto)
    with a.makefile("rw", newline="\n") as left, b.makefile("rb") as right:
        left.write("one\ntwo\n")
        left.flush()
        print(right.readline(), right.readline())
        b.sendall("grüße\n".encode())
        print(left.readline())
    a.settimeout(0.01)
    show(a.recv, 1)
    a.setblocking(False)
    show(a.recv, 1)
    print(a.timeout, a.gettimeout())
    a.settimeout(None)
    read, write = os.pipe()
    print(socket.send_fds(a, [b"fd"], [read]))
    data, descriptors, flags, address = socket.recv_fds(b, 10, 2)
    os.write(write, b"through")
    print(data, len(descriptors), os.read(descriptors[0], 10), int(flags) & ~socket.MSG_CMSG_CLOEXEC, address)
    for fd in (read, write, *descriptors):
        os.close(fd)
    print(b.sendmsg([b"ab", bytearray(b"cd")]))
    first, second = bytearray(3), bytearray(3)
    print(a.recvmsg_into([first, second])[:2], first, second)
    print(select.select([a], [b], [], 0) == ([], [b], []))

with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as one, socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as two:
    one.bind(("127.0.0.1", 0))
    two.bind(("", 0))
    print(two.sendto(b"datagram", one.getsockname()))
    data, sender = one.recvfrom(100)
    print(data, sender[0], sender[1] == two.getsockname()[1])
    print(two.sendto(b"again", 0, one.getsockname()))
    room = bytearray(20)
    count, sender = one.recvfrom_into(room)
    print(count, room[:count])
    show(one.recvfrom_into, room, 30)
    show(one.recv_into, room, 30)
    show(one.recv, -1)
    show(one.connect, ("127.0.0.1", 70000))
    show(one.connect, ("127.0.0.1", "80"))
    show(one.connect, "127.0.0.1")
    show(one.connect, ("127.0.0.1",))
    show(one.connect, (5, 80))
    show(one.sendto, b"", "nowhere")
    show(one.bind, ("a\0b", 1))

folder = tempfile.mkdtemp()
path = os.path.join(folder, "s")
with socket.socket(socket.AF_UNIX) as server:
    server.bind(path)
    server.listen()
    print(server.getsockname() == path)
    with socket.socket(socket.AF_UNIX) as client:
        show(client.connect, path)
        connection, address = server.accept()
        print(repr(address), connection.getsockname() == path, repr(client.getsockname()))
        connection.close()
        show(connection.recv, 1)
    with socket.socket(socket.AF_UNIX) as client:
        show(client.connect, "x" * 200)
        show(client.connect, path + "missing")
        show(client.connect_ex, path + "missing")
        print(client.connect_ex(path))
    with socket.socket(socket.AF_UNIX) as abstract:
        abstract.bind(b"\0dxpy-test-%d" % os.getpid())
        print(abstract.getsockname()[:11])
os.unlink(path)
os.rmdir(folder)

with socket.socket() as unused:
    unused.bind(("127.0.0.1", 0))
    taken = unused.getsockname()
with socket.socket() as client:
    client.settimeout(5)
    print(errno.errorcode[client.connect_ex(taken)])
    show(client.connect, taken)
    show(client.settimeout, -1)
    show(client.settimeout, "x")
    show(client.getpeername)
    show(client.listen, "x")
    duplicate = client.dup()
    print(duplicate.fileno() != client.fileno(), duplicate.family)
    print(duplicate.detach() >= 0, duplicate.fileno())
    show(socket.socket, fileno=-1)
    show(socket.socket, 9999)
    show(socket.socket, fileno=1.5)

show(socket.getaddrinfo, "127.0.0.1", 80, type=socket.SOCK_STREAM)
show(socket.getaddrinfo, "::1", "80", type=socket.SOCK_STREAM)
show(socket.getaddrinfo, None, 0, flags=socket.AI_PASSIVE, type=socket.SOCK_DGRAM, family=socket.AF_INET)
show(socket.getaddrinfo, "127.0.0.1", 1.5)
show(socket.getaddrinfo, 5, 80)
show(socket.getaddrinfo, "no such host", 80, flags=socket.AI_NUMERICHOST)
show(socket.getnameinfo, ("127.0.0.1", 80), socket.NI_NUMERICHOST | socket.NI_NUMERICSERV)
show(socket.getnameinfo, "x", 0)
show(socket.getnameinfo, (1, 2), 0)
show(socket.gethostbyname, "127.0.0.1")
show(socket.gethostbyname, "")
show(socket.gethostbyname, "<broadcast>")
show(socket.gethostbyname, 5)
show(socket.getservbyname, "http", "tcp")
show(socket.getservbyname, "no such service")
show(socket.getservbyport, 80)
show(socket.getservbyport, -1)
show(socket.getprotobyname, "tcp")
show(socket.inet_aton, "1.2.3.4")
show(socket.inet_aton, "1.2.3.400")
show(socket.inet_ntoa, b"\x01\x02\x03\x04")
show(socket.inet_ntoa, b"\x01\x02\x03")
show(socket.inet_pton, socket.AF_INET6, "fe80::1")
show(socket.inet_pton, socket.AF_INET, "x")
show(socket.inet_pton, 77, "x")
show(socket.inet_ntop, socket.AF_INET6, bytes(16))
show(socket.inet_ntop, socket.AF_INET, bytes(5))
show(socket.inet_ntop, 77, bytes(5))
show(socket.htons, 0x1234)
show(socket.htons, -1)
show(socket.ntohs, 70000)
show(socket.htonl, 1)
show(socket.ntohl, -1)
show(socket.htonl, 1 << 33)
show(socket.htonl, "x")
show(socket.if_nametoindex, "lo")
show(socket.if_nametoindex, "nothing")
show(socket.if_indextoname, 1)
show(socket.CMSG_LEN, 4)
show(socket.CMSG_SPACE, 4)
show(socket.getdefaulttimeout)
socket.setdefaulttimeout(2.5)
print(socket.socket().gettimeout())
socket.setdefaulttimeout(None)
print(socket.timeout is TimeoutError, issubclass(socket.gaierror, OSError), socket.gaierror, socket.herror)
print(socket.has_ipv6, socket.AF_INET, socket.SOCK_STREAM, socket.SocketKind(1), socket.EAI_NONAME)

with select.epoll() as poller:
    a, b = socket.socketpair()
    poller.register(a, select.EPOLLIN | select.EPOLLOUT)
    show(poller.register, a)
    print([event for _, event in poller.poll(0)])
    b.send(b"x")
    print([(fd == a.fileno(), event) for fd, event in poller.poll(1, maxevents=5)])
    poller.modify(a, select.EPOLLIN)
    print([event for _, event in poller.poll()])
    poller.unregister(a)
    show(poller.unregister, a)
    show(poller.poll, 0.001)
    show(poller.poll, "x")
    show(poller.poll, 0, 0)
    show(select.epoll, -5)
    show(select.epoll, 1, 77)
    a.close()
    b.close()
print(poller.closed)
show(poller.poll)
show(poller.fileno)
