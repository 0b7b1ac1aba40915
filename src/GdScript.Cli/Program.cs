using GdScript.Cli;
using GdScript.Cli.Edge;

using var signals = new Signals();
var io = Io.OfProcess(signals);
var code = Gds.Run(args, io);
io.Err.Flush();
return code == Exit.Interrupted ? signals.Code : code;
