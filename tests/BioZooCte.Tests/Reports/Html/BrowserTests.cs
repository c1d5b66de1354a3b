using System.Text.Json.Nodes;

using BioZooCte.Images;
using BioZooCte.Reports.Html;
using BioZooCte.Tensors;
using BioZooCte.Tests.Packages;

namespace BioZooCte.Tests.Reports.Html;

/// <summary>The page as people have it, in a real browser.</summary>
[TestClass]
public sealed class BrowserTests
{
    private const string Order =
        "[...document.querySelectorAll('table[data-sortable] tbody tr')].map(row => row.cells[1].textContent)";

    private const string Sort =
        "[...document.querySelectorAll('table[data-sortable] th')].map(head => head.getAttribute('aria-sort'))";

    /// <summary>All text that is seen and has less contrast with what is behind it than WCAG 2 AA asks for.</summary>
    private const string Faint = """
        (() => {
          const numbers = color => color.match(/[\d.]+/g).map(Number);
          const light = ([r, g, b]) => {
            const linear = v => (v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
            return 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
          };
          const ground = e => {
            for (; e; e = e.parentElement) {
              const color = numbers(getComputedStyle(e).backgroundColor);
              if (color.length < 4 || color[3] > 0) { return color; }
            }
            return [255, 255, 255];
          };
          const faint = [];
          for (const e of document.body.querySelectorAll('*')) {
            const style = getComputedStyle(e);
            const text = [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim());
            if (!text || style.visibility === 'hidden' || !e.getClientRects().length
              || ['SCRIPT', 'STYLE', 'title'].includes(e.tagName)) { continue; }
            const ink = light(numbers(e instanceof SVGElement ? style.fill : style.color));
            const paper = light(ground(e));
            const contrast = (Math.max(ink, paper) + 0.05) / (Math.min(ink, paper) + 0.05);
            if (contrast < (parseFloat(style.fontSize) >= 24 ? 3 : 4.5)) {
              faint.push(`${e.tagName} ${e.textContent.trim().slice(0, 40)} ${contrast.toFixed(2)}`);
            }
          }
          return faint;
        })()
        """;

    [TestMethod]
    public async Task Page_IsSortedByMouseAndKeyboard()
    {
        using PackageFolder folder = new();
        await using Browser browser = await OpenAsync(folder);
        string[] ranked = Strings(await browser.EvaluateAsync(Order));
        Assert.IsGreaterThan(1, ranked.Length);

        await browser.ClickAsync("table[data-sortable] th:nth-child(2) button");
        CollectionAssert.AreEqual(ranked.Order(StringComparer.Ordinal).ToArray(), Strings(await browser.EvaluateAsync(Order)));
        Assert.AreEqual("ascending", Strings(await browser.EvaluateAsync(Sort))[1]);

        // The focus is where the mouse was; Enter presses it again.
        await browser.PressAsync("Enter", 13);
        CollectionAssert.AreEqual(
            ranked.OrderDescending(StringComparer.Ordinal).ToArray(), Strings(await browser.EvaluateAsync(Order)));
        Assert.AreEqual("descending", Strings(await browser.EvaluateAsync(Sort))[1]);

        await browser.PressAsync("Tab", 9);
        Assert.AreEqual("BUTTON", (await browser.EvaluateAsync("document.activeElement.tagName"))!.GetValue<string>());
        Assert.AreNotEqual("none", (await browser.EvaluateAsync(
            "getComputedStyle(document.activeElement).outlineStyle"))!.GetValue<string>());
        Assert.AreEqual("", string.Join('\n', browser.Complaints));
    }

    [TestMethod]
    [DataRow(1200)]
    [DataRow(400)]
    public async Task Page_InBothThemes_IsReadable(int width)
    {
        using PackageFolder folder = new();
        await using Browser browser = await OpenAsync(folder, width);
        const string Ground = "getComputedStyle(document.body).backgroundColor";
        Assert.IsGreaterThan(20, (await browser.EvaluateAsync("document.body.querySelectorAll('*').length"))!.GetValue<int>());
        Assert.AreEqual(width, (await browser.EvaluateAsync("innerWidth"))!.GetValue<int>());
        Assert.IsLessThanOrEqualTo(
            width, (await browser.EvaluateAsync("document.documentElement.scrollWidth"))!.GetValue<int>());
        string light = (await browser.EvaluateAsync(Ground))!.GetValue<string>();
        CollectionAssert.AreEqual(Array.Empty<string>(), Strings(await browser.EvaluateAsync(Faint)));
        byte[] lightPicture = await browser.ScreenshotAsync();

        await browser.ClickAsync("#theme");

        Assert.AreNotEqual(light, (await browser.EvaluateAsync(Ground))!.GetValue<string>());
        Assert.AreEqual(
            "true", (await browser.EvaluateAsync("document.getElementById('theme').ariaPressed"))!.GetValue<string>());
        CollectionAssert.AreEqual(Array.Empty<string>(), Strings(await browser.EvaluateAsync(Faint)));
        byte[] darkPicture = await browser.ScreenshotAsync();
        Assert.IsGreaterThan(MeanOf(folder, darkPicture) + 100, MeanOf(folder, lightPicture));
        Assert.AreEqual(
            0, (await browser.EvaluateAsync("document.querySelectorAll('img:not([alt])').length"))!.GetValue<int>());
        Assert.AreEqual("", string.Join('\n', browser.Complaints));
    }

    private static async Task<Browser> OpenAsync(PackageFolder folder, int width = 1200)
    {
        string file = Path.Combine(folder.Path, "report.html");
        await RankingHtml.WriteAsync(
            file, new RankingPage(Examples.Report) { Verdicts = ["v1/unet suits these images best."] });
        return await Browser.OpenAsync(file, width);
    }

    private static string[] Strings(JsonNode? array) =>
        [.. array!.AsArray().Select(one => one?.GetValue<string>() ?? "")];

    /// <summary>The mean brightness of a picture that is not all one colour.</summary>
    private static double MeanOf(PackageFolder folder, byte[] png)
    {
        string file = Path.Combine(folder.Path, "picture.png");
        File.WriteAllBytes(file, png);
        using IImageSource image = ImageFile.Open(file);
        AxisTensor tensor = AxisTensor.Uninitialized(image.Shape, image.ElementType);
        image.ReadAsync(TensorRegion.All(image.Shape), tensor, CancellationToken.None).AsTask().GetAwaiter().GetResult();
        byte[] values = tensor.Bytes.ToArray();
        Assert.IsGreaterThan(10, values.Distinct().Count());
        return values.Average(v => (double)v);
    }
}
