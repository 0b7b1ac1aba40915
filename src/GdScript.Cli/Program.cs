using System.Runtime.InteropServices;
using GdScript.Cli;
using GdScript.Cli.Edge;

using var stop = new CancellationTokenSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, End);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, End);
var io = Io.OfProcess(stop.Token);
var code = Gds.Run(args, io);
try
{
    io.Err.Flush();
}
catch (IOException)
{
    // Nobody listens on stderr; the exit code still tells.
}
return code;

// The first signal lets the command end with what it has; the second one ends the process as usual.
void End(PosixSignalContext signal)
{
    signal.Cancel = !stop.IsCancellationRequested;
    stop.Cancel();
}
