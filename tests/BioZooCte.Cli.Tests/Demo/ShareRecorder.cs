using System.Globalization;

using BioZooCte.Cli.Progress;

namespace BioZooCte.Cli.Tests.Demo;

/// <summary>Keeps what was reported.</summary>
internal sealed class ShareRecorder : IProgress<WorkProgress>
{
    public List<string> Lines { get; } = [];

    public void Report(WorkProgress value) =>
        Lines.Add(string.Create(CultureInfo.InvariantCulture, $"{value.Label} {value.Share:0.###}"));
}
