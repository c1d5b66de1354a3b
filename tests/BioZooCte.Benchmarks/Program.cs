using BenchmarkDotNet.Running;

using BioZooCte.Benchmarks.Ratios;

if (args is ["ratios", ..])
{
    return RatioList.Print(Console.Out, args[1..]);
}

BenchmarkSwitcher.FromAssembly(typeof(RatioList).Assembly).Run(args);
return 0;
