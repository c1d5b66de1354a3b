using BioZooCte.Images;
using BioZooCte.Tensors;

namespace BioZooCte.Tests.Images.Tiff;

[TestClass]
public sealed class TiffStackTests
{
    [TestMethod]
    [DataRow("ImageJ=1.53t\nimages=6\nchannels=2\nslices=3\nhyperstack=true\n", "z 3, channel 2, y 1, x 2")]
    [DataRow("ImageJ=1.53t\nimages=6\nframes=6\n", "time 6, y 1, x 2")]
    [DataRow("ImageJ=1.53t\nimages=6\n", "z 6, y 1, x 2")]
    [DataRow("ImageJ=1.53t\n", "z 6, y 1, x 2")]
    [DataRow("ImageJ=1.53t\nimages=6\nchannels=4\n", "z 6, y 1, x 2")]
    [DataRow("{\"shape\": [2, 3, 1, 2], \"axes\": \"TZYX\"}", "time 2, z 3, y 1, x 2")]
    [DataRow("{\"shape\": [6, 1, 2]}", "z 6, y 1, x 2")]
    [DataRow("{\"shape\": [5, 1, 2]}", "z 6, y 1, x 2")]
    [DataRow("a plate", "z 6, y 1, x 2")]
    public async Task Open_SixPages_AreWhatTheDescriptionSays(string description, string shape)
    {
        AxisTensor image = await TestPageReading.ReadAsync(Pages(6, description));

        Assert.AreEqual(shape, image.Shape.ToString());
        CollectionAssert.AreEqual(
            Enumerable.Range(0, 12).Select(i => (byte)i).ToArray(), image.Bytes.ToArray());
    }

    [TestMethod]
    public async Task Open_SeveralAxesWithoutNames_AreAskedFor()
    {
        string message = await TestPageReading.RefusalAsync(Pages(6, "{\"shape\": [2, 3, 1, 2]}"));

        Assert.AreEqual(
            "axes: tifffile's description names none of the 4 axes with the lengths 2 × 3 × 1 × 2; expected them to be given "
                + "as letters, slowest first, such as czyx.",
            message);
    }

    [TestMethod]
    public async Task Open_RowsAndColumnsElsewhere_IsRefused()
    {
        Assert.AreEqual(
            "page 0, tag ImageDescription (270): the axes YXC, of which XC are those of a page; expected pages of y and "
                + "x; save the image with y and x as its last axes.",
            await TestPageReading.RefusalAsync(Pages(6, "{\"shape\": [6, 1, 2], \"axes\": \"YXC\"}")));
    }

    [TestMethod]
    public async Task Open_DescriptionWithHalfACharacter_IsNoDescription()
    {
        AxisTensor image = await TestPageReading.ReadAsync(
            Pages(6, "{\"shape\": [6, 1, 2], \"axes\": \"\\ud800YX\"}"));

        Assert.AreEqual("z 6, y 1, x 2", image.Shape.ToString());
    }

    [TestMethod]
    public async Task Open_ImageJCountsOtherwise_NamesBoth()
    {
        Assert.AreEqual(
            "page 0, tag ImageDescription (270): images=5 is stated; expected 6, as there are directories.",
            await TestPageReading.RefusalAsync(Pages(6, "ImageJ=1.53t\nimages=5\n")));
        Assert.AreEqual(
            "page 0, tag ImageDescription (270): 5 planes are stated, with one directory and 2 bytes from offset 218 "
                + "on; expected 10 bytes.",
            await TestPageReading.RefusalAsync(Pages(1, "ImageJ=1.53t\nimages=5\n")));
    }

    [TestMethod]
    [DataRow("ImageJ=1.53t\nimages=3\nslices=3\n", "ImageJ's description")]
    [DataRow("{\"shape\": [3, 1, 2], \"axes\": \"ZYX\"}", "tifffile's description")]
    public async Task Open_OtherAxesGiven_NamesBoth(string description, string statedBy)
    {
        using TemporaryFolder folder = new();
        string path = folder.File("a.tif", TestPage.File(Pages(3, description)));

        InvalidImageException e = await Assert.ThrowsExactlyAsync<InvalidImageException>(
            () => ImageReading.ReadFileAsync(path, "tyx"));

        Assert.AreEqual(
            $"{path}: axes: 'tyx' was given; expected 'zyx', which {statedBy} states, with the lengths 3 × 1 × 2.",
            e.Message);
    }

    [TestMethod]
    public async Task Open_Ome_OrdersPlanesByTiffData()
    {
        string xml = Ome("XYCZT", c: 2, z: 2, "<TiffData IFD='2' FirstC='0' FirstZ='0' PlaneCount='2'/>"
            + "<TiffData IFD='1' FirstC='1' FirstZ='1'/><TiffData IFD='0' FirstZ='1'/>", "DAPI", "GFP");
        using TemporaryFolder folder = new();
        using IImageSource image = ImageFile.Open(folder.File("a.ome.tif", TestPage.File(Pages(4, xml))));

        Assert.AreEqual("z 2, channel 2, y 1, x 2", image.Shape.ToString());
        CollectionAssert.AreEqual(new[] { "DAPI", "GFP" }, image.ChannelNames.ToArray());
        AxisTensor read = await ImageReading.ReadAllAsync(image);
        CollectionAssert.AreEqual(new byte[] { 4, 5, 6, 7, 0, 1, 2, 3 }, read.Bytes.ToArray());
    }

    [TestMethod]
    public async Task Open_OmeWithoutTiffData_IsOnePlaneAfterTheOther()
    {
        AxisTensor image = await TestPageReading.ReadAsync(Pages(4, Ome("XYZCT", c: 2, z: 2, "")));

        Assert.AreEqual("channel 2, z 2, y 1, x 2", image.Shape.ToString());
    }

    [TestMethod]
    [DataRow(
        "<TiffData/>",
        3,
        "4 planes (C 2, Z 2, T 1) are stated; expected at most 3, as there are directories.")]
    [DataRow("<TiffData IFD='0'/>", 4, "plane 1 in the order XYCZT is in no TiffData; expected all planes.")]
    [DataRow("<TiffData IFD='9'/>", 4, "TiffData names the directory 9; expected one below 4.")]
    [DataRow("<TiffData FirstZ='2'/>", 4, "TiffData has FirstZ 2; expected less than 2.")]
    [DataRow("<TiffData IFD='x'/>", 4, "TiffData has IFD 'x'; expected a whole number of at least 0.")]
    [DataRow(
        "<TiffData IFD='1' PlaneCount='3' FirstZ='1'/>", 4,
        "TiffData has 3 planes from plane 2 on; expected at most 4 in all.")]
    [DataRow(
        "<TiffData><UUID FileName='b.ome.tif'>urn:uuid:1</UUID></TiffData>", 4,
        "planes are in the file 'b.ome.tif'; expected all planes in one file.")]
    public async Task Open_OmeThatDoesNotFit_IsRefused(string tiffData, int pages, string message)
    {
        string found = await TestPageReading.RefusalAsync(Pages(pages, Ome("XYCZT", c: 2, z: 2, tiffData)));

        Assert.AreEqual($"page 0, tag ImageDescription (270): {message}", found);
    }

    [TestMethod]
    public async Task Open_DamagedOmeXml_IsRefused()
    {
        string xml = Ome("XYCZT", c: 1, z: 1, "");
        Assert.StartsWith(
            "page 0, tag ImageDescription (270): the OME-XML is damaged: ",
            await TestPageReading.RefusalAsync(Pages(1, xml[..^8])));
        Assert.StartsWith(
            "page 0, tag ImageDescription (270): the OME-XML is damaged: ",
            await TestPageReading.RefusalAsync(Pages(1, "<!DOCTYPE x [<!ENTITY a 'b'>]>" + xml)));
        Assert.AreEqual(
            "page 0, tag ImageDescription (270): SizeX 2, SizeY 1, SizeC 1; expected what page 0 has: 3 × 1 pixels of 1 × uint8.",
            await TestPageReading.RefusalAsync(new TestPage(3, 1, [1, 2, 3]) { Description = xml }));
        Assert.AreEqual(
            "page 0, tag ImageDescription (270): DimensionOrder 'XYCCT'; expected XY and then C, T and Z.",
            await TestPageReading.RefusalAsync(Pages(1, xml.Replace("XYCZT", "XYCCT", StringComparison.Ordinal))));
    }

    /// <summary>Pages of 1 × 2 pixels that count on.</summary>
    private static TestPage[] Pages(int count, string description) =>
    [
        .. Enumerable.Range(0, count).Select(i =>
            new TestPage(2, 1, [(byte)(2 * i), (byte)((2 * i) + 1)]) { Description = i == 0 ? description : "" }),
    ];

    private static string Ome(string order, int c, int z, string tiffData, params string[] channels) =>
        "<?xml version='1.0'?><OME xmlns='http://www.openmicroscopy.org/Schemas/OME/2016-06'><Image ID='Image:0'>"
            + $"<Pixels DimensionOrder='{order}' SizeX='2' SizeY='1' SizeC='{c}' SizeZ='{z}' SizeT='1' Type='uint8'>"
            + string.Concat(channels.Select(name => $"<Channel Name='{name}'/>")) + tiffData + "</Pixels></Image></OME>";
}
