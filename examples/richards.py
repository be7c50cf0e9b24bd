"""An operating system's scheduler in miniature: devices, handlers and workers pass packets.

Usage: richards.py [rounds], bench size 30.
"""

import sys

KIND_DEVICE, KIND_WORK = 0, 1
WORK_BUFFER = 4
IDLE, WORKER, IN_HANDLER, OUT_HANDLER, IN_DEVICE, OUT_DEVICE = range(6)


class Packet:
    def __init__(self, link, task_id, kind):
        self.link = link
        self.task_id = task_id
        self.kind = kind
        self.value = 0
        self.data = [0] * WORK_BUFFER

    def append_to(self, queue):
        self.link = None
        if queue is None:
            return self
        p = queue
        while p.link is not None:
            p = p.link
        p.link = self
        return queue


class Task:
    def __init__(self, kernel, task_id, priority, queue):
        self.kernel = kernel
        self.task_id = task_id
        self.priority = priority
        self.queue = queue
        self.packet_pending = queue is not None
        self.waiting = queue is None
        self.held = False

    def run(self, packet):
        raise NotImplementedError

    def take(self):
        packet = None
        if self.waiting and self.packet_pending:
            packet = self.queue
            self.queue = packet.link
            self.packet_pending = self.queue is not None
            self.waiting = False
        return packet

    def blocked(self):
        return self.held or (self.waiting and not self.packet_pending)

    def deliver(self, packet, sender):
        if self.queue is None:
            self.queue = packet
            packet.link = None
            self.packet_pending = True
            if self.priority > sender.priority:
                return self
        else:
            packet.append_to(self.queue)
        return sender

    def wait(self):
        self.waiting = True
        return self

    def send(self, packet):
        target = self.kernel.tasks[packet.task_id]
        self.kernel.queued += 1
        packet.link = None
        packet.task_id = self.task_id
        return target.deliver(packet, self)


class IdleTask(Task):
    def __init__(self, kernel, task_id, priority, count):
        super().__init__(kernel, task_id, priority, None)
        self.waiting = False
        self.control = 1
        self.count = count

    def run(self, packet):
        self.count -= 1
        if self.count == 0:
            self.held = True
            self.kernel.holds += 1
            return self.kernel.after(self)
        if self.control & 1 == 0:
            self.control //= 2
            return self.kernel.release(IN_DEVICE)
        self.control = self.control // 2 ^ 0xD008
        return self.kernel.release(OUT_DEVICE)


class WorkTask(Task):
    def __init__(self, *args):
        super().__init__(*args)
        self.destination = IN_HANDLER
        self.letter = 0

    def run(self, packet):
        if packet is None:
            return self.wait()
        self.destination = OUT_HANDLER if self.destination == IN_HANDLER else IN_HANDLER
        packet.task_id = self.destination
        packet.value = 0
        for i in range(WORK_BUFFER):
            self.letter = self.letter % 26 + 1
            packet.data[i] = 64 + self.letter
        return self.send(packet)


class DeviceTask(Task):
    def __init__(self, *args):
        super().__init__(*args)
        self.pending = None

    def run(self, packet):
        if packet is None:
            if self.pending is None:
                return self.wait()
            packet, self.pending = self.pending, None
            return self.send(packet)
        self.pending = packet
        self.held = True
        self.kernel.holds += 1
        return self.kernel.after(self)


class HandlerTask(Task):
    def __init__(self, *args):
        super().__init__(*args)
        self.work = None
        self.devices = None

    def run(self, packet):
        if packet is not None:
            if packet.kind == KIND_WORK:
                self.work = packet.append_to(self.work)
            else:
                self.devices = packet.append_to(self.devices)
        work = self.work
        if work is None:
            return self.wait()
        done = work.value
        if done >= WORK_BUFFER:
            self.work = work.link
            return self.send(work)
        device = self.devices
        if device is None:
            return self.wait()
        self.devices = device.link
        device.value = work.data[done]
        work.value = done + 1
        return self.send(device)


class Kernel:
    def __init__(self):
        self.tasks = [None] * 6
        self.order = []
        self.queued = self.holds = self.switches = 0

    def add(self, task):
        self.tasks[task.task_id] = task
        self.order.insert(0, task)

    def after(self, task):
        i = self.order.index(task) + 1
        return self.order[i] if i < len(self.order) else None

    def release(self, task_id):
        target = self.tasks[task_id]
        target.held = False
        idle = self.tasks[IDLE]
        return target if target.priority > idle.priority else idle

    def schedule(self):
        task = self.order[0]
        while task is not None:
            if task.blocked():
                task = self.after(task)
            else:
                self.switches += 1
                task = task.run(task.take())


def one_round(count):
    kernel = Kernel()
    kernel.add(IdleTask(kernel, IDLE, 1, count))
    queue = Packet(None, 0, KIND_WORK)
    queue = Packet(queue, 0, KIND_WORK)
    kernel.add(WorkTask(kernel, WORKER, 1000, queue))
    for handler, priority, device in ((IN_HANDLER, 2000, IN_DEVICE), (OUT_HANDLER, 3000, OUT_DEVICE)):
        queue = None
        for _ in range(3):
            queue = Packet(queue, device, KIND_DEVICE)
        kernel.add(HandlerTask(kernel, handler, priority, queue))
    kernel.add(DeviceTask(kernel, IN_DEVICE, 4000, None))
    kernel.add(DeviceTask(kernel, OUT_DEVICE, 5000, None))
    kernel.schedule()
    return kernel.queued, kernel.holds, kernel.switches


def main(rounds):
    results = {one_round(10000 if rounds > 1 else 2000) for _ in range(rounds)}
    print(len(results), sorted(results))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1)
