namespace BioZooCte.Images.Tiff;

/// <summary>An element <c>TiffData</c> of OME-XML: which directories hold which planes.</summary>
/// <param name="Directory">The first directory.</param>
/// <param name="Count">How many in a row; null for all that there are.</param>
/// <param name="FirstC">The channel of the first plane.</param>
/// <param name="FirstZ">Its slice.</param>
/// <param name="FirstT">Its frame.</param>
internal readonly record struct OmePlanes(int Directory, int? Count, int FirstC, int FirstZ, int FirstT);
