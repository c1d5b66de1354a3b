using BioZooCte.Images;
using BioZooCte.Reports.Html;
using BioZooCte.Tensors;
using BioZooCte.Tests.Packages;
using BioZooCte.Tiling;

namespace BioZooCte.Tests.Estimation;

/// <summary>The plane that a report shows is what models were given.</summary>
[TestClass]
public sealed class PicturedImageTests
{
    [TestMethod]
    [DataRow("gfp", 7)]
    [DataRow("1", 7)]
    [DataRow(null, 3)]
    public async Task ReadAsync_ChosenChannel_IsShown(string? channel, int expected)
    {
        using PackageFolder folder = new();
        string path = Path.Combine(folder.Path, "cells.tif");
        TiffWriter.Write(
            path, AxisTensor.FromArray<byte>(TensorShape.Of("cyx", 2, 2, 2), 3, 3, 3, 3, 7, 7, 7, 7), ["DAPI", "GFP"]);
        using IImageSource image = ImageFile.Open(path);

        GrayPlane plane = await PicturedImage.ReadAsync(
            image, new ImageSelection(channel), plane: 0, planes: 1, CancellationToken.None);

        Assert.IsTrue(plane.Values.All(value => value == expected), string.Join(' ', plane.Values));
    }
}
