using System.Text;

using BioZooCte.Cli;
using BioZooCte.Onnx;

if (OperatingSystem.IsWindows())
{
    Console.OutputEncoding = Encoding.UTF8; // arrows and dashes; elsewhere it is so already
}

ScreenWriter.Install();
using Interrupts interrupts = new();
Terminal terminal = new(Console.Out, Console.Error);
return await Commands.Create(terminal, new OnnxBackend()).RunAsync(args, interrupts.Token);
