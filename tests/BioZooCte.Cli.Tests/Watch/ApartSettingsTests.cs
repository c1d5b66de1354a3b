using System.CommandLine;

using BioZooCte.Bridge.Mapping;
using BioZooCte.Cli.Watch;

namespace BioZooCte.Cli.Tests.Watch;

/// <summary>What a process that models run in is told.</summary>
[TestClass]
public sealed class ApartSettingsTests
{
    [TestMethod]
    [DataRow("")]
    [DataRow("--perturbation noise:0.1 gamma:1.5 --perturbation-unit model --runs 3 --seed 18446744073709551615")]
    [DataRow("--perturbation dropout:0.3 --bottleneck relu_7 --rng torch --fallback-perturbation gamma:1.5 contrast:0.7")]
    [DataRow("--perturbation auto:noise")]
    [DataRow("--metric nhd --estimator cte --structure nuclei cells --agreement-sample all")]
    [DataRow("--metric vrand --instances components --min-size 7 --threshold 0.3 --agreement-sample 100")]
    [DataRow("--foreground mask:1 --activation softmax --allow-hash-mismatch --estimator combined")]
    [DataRow("--image-channel DAPI --rgb-to-gray --axes zyx --planes middle --tile 64")]
    [DataRow("--planes 3 --tile none")]
    public void Of_Options_MeanTheSame(string options)
    {
        WatchRequest request = Read($"{options} --isolate");

        EstimationOptions told = SettingsMapper.ToOptions(request.Apart, request.Watch.Estimation.Axes ?? "");

        Assert.AreEqual(Words(request.Watch.Estimation), Words(told));
        Assert.AreEqual(request.Watch.Estimation.Instances, told.Instances);
    }

    [TestMethod]
    public void Read_WithoutIsolate_HasNone() => Assert.IsNull(Read("").Apart);

    private static WatchRequest Read(string options)
    {
        using TemporaryFolder folder = new();
        Command command = new("watch");
        WatchArguments arguments = new();
        arguments.AddTo(command);
        ParseResult result = command.Parse(
            ["--models", folder.Path, "--images", folder.Path, .. options.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);
        Assert.IsEmpty(result.Errors);
        return arguments.Read(result);
    }

    private static string Words(EstimationOptions options) => string.Join(
        '\n',
        EstimationDescription.OptionsOf(options).Select(option => $"{option.Name} {option.Value?.ToJsonString()}"));
}
