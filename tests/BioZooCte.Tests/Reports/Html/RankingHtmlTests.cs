using System.Text.RegularExpressions;

using BioZooCte.Ranking;
using BioZooCte.Reports.Html;

namespace BioZooCte.Tests.Reports.Html;

[TestClass]
public sealed partial class RankingHtmlTests
{
    private static readonly RankingPage Page = new(Examples.Report) { Verdicts = ["v1/unet suits these images best."] };

    [TestMethod]
    public void ToText_Page_BeginsWithTheVerdict() => Assert.AreEqual(
        "v1/unet suits these images best.", FirstHeading().Match(RankingHtml.ToText(Page)).Groups[1].Value);

    [TestMethod]
    public void ToText_TextOfOthers_IsEscaped()
    {
        const string Bad = "<script>alert(\"1\")</script>'&\u202Ex";
        ModelScore[] models = [.. Examples.Report.Ranking.Models.Select(m => m with
        {
            Id = m.Id + Bad,
            Source = Bad,
            Error = m.Error is null ? null : Bad,
            PerImage = [.. m.PerImage.Select(p => p with { Image = p.Image + Bad })],
        })];
        PictureGroup group = new("nuclei", Bad, [new ReportPicture(Bad, Bad, [1, 2, 3])]);
        string text = RankingHtml.ToText(
            new RankingPage(Examples.With([.. models])) { Verdicts = [Bad], Remarks = [[Bad]], Pictures = [group] });

        Assert.DoesNotContain("<script>alert", text);
        Assert.DoesNotContain("alert(\"1\")", text);
        Assert.DoesNotContain("\u202E", text);
        Assert.Contains("&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&#x27;&amp;&#x202E;x", text);
    }

    [TestMethod]
    public void ToText_Page_AsksNothingOfTheNetwork()
    {
        string text = RankingHtml.ToText(Page);
        MatchCollection links = Links().Matches(text);

        Assert.AreNotEqual(0, links.Count);
        Assert.AreEqual("", string.Join(' ', links.Select(m => m.Groups[1].Value).Where(l => l != "#results")));
        Assert.Contains("default-src &#x27;none&#x27;", text);
    }

    [TestMethod]
    public void ToText_SamePage_HasTheSameBytes() => Assert.AreEqual(RankingHtml.ToText(Page), RankingHtml.ToText(Page));

    [TestMethod]
    public void ToText_ModelThatCouldNotRun_StandsWithItsReason()
    {
        string text = RankingHtml.ToText(Page);

        Assert.Contains("<dt>broken</dt>", text);
        Assert.Contains("no ONNX weights, only torchscript.", text);
    }

    [GeneratedRegex("<h1>([^<]*)</h1>")]
    private static partial Regex FirstHeading();

    [GeneratedRegex("(?:src|href)=\"([^\"]*)\"")]
    private static partial Regex Links();
}
