using BioZooCte.Packages.Yaml;

namespace BioZooCte.Tests.Packages.Yaml;

[TestClass]
public sealed class YamlScalarsTests
{
    [TestMethod]
    [DataRow("", null)]
    [DataRow("~", null)]
    [DataRow("null", null)]
    [DataRow("true", true)]
    [DataRow("False", false)]
    [DataRow("yes", "yes")]
    [DataRow("no", "no")]
    [DataRow("on", "on")]
    [DataRow("NO", "NO")]
    [DataRow("0", 0L)]
    [DataRow("-17", -17L)]
    [DataRow("+3", 3L)]
    [DataRow("010", 10L)]
    [DataRow("0o10", 8L)]
    [DataRow("0x1F", 31L)]
    [DataRow("0b101", 5L)]
    [DataRow("1_000", 1000L)]
    [DataRow("12:30:45", "12:30:45")]
    [DataRow("1e-6", 1e-6)]
    [DataRow("1.5E3", 1500.0)]
    [DataRow("1.", 1.0)]
    [DataRow(".5", 0.5)]
    [DataRow("1.10", 1.1)]
    [DataRow("99999999999999999999", 1e20)]
    [DataRow("0.4.10", "0.4.10")]
    [DataRow("2019-12-11T11:22:32+00:00", "2019-12-11T11:22:32+00:00")]
    [DataRow("2019-12-11", "2019-12-11")]
    [DataRow(".inf", double.PositiveInfinity)]
    [DataRow("-.inf", double.NegativeInfinity)]
    [DataRow(".nan", double.NaN)]
    [DataRow("inf", "inf")]
    [DataRow("-inf", "-inf")]
    [DataRow("-", "-")]
    [DataRow("1e", "1e")]
    [DataRow("nan", "nan")]
    public void Resolve_PlainText_FollowsYaml12(string text, object? expected) =>
        Assert.AreEqual(expected, YamlScalars.Resolve(text));
}
