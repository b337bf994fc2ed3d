using System.Globalization;

namespace ExperimentAdmin.Core.Flags.Features.Domain;

/// <summary>Which files can be the picture of a variant, the same wherever they come from.</summary>
public static class PictureRules
{
    /// <summary>The most bytes of a file.</summary>
    public const int MaxBytes = 1 << 20;

    /// <summary>The most pixels: browsers unpack all of them, however small the file is.</summary>
    public const int MaxPixels = 4_096 * 4_096;

    /// <summary>What can be chosen, as browsers call it.</summary>
    public const string ContentTypes = "image/png,image/jpeg,image/webp";

    private const string Field = "picture";

    /// <summary>The refusal of a file by its size, or null: known before it is read.</summary>
    /// <param name="bytes">How many it has.</param>
    public static Error? WhyTooLarge(long bytes) => bytes <= MaxBytes ? null : new Error.Invalid(
        "picture_too_large", $"The file has {Size(bytes)}; at most {Size(MaxBytes)} fit. Make the picture smaller, then choose it again.", Field);

    /// <summary>What a file is, or why it cannot be a picture of a variant.</summary>
    internal static Result<PictureFormat> Read(ReadOnlySpan<byte> bytes)
    {
        if (WhyTooLarge(bytes.Length) is { } tooLarge)
        {
            return tooLarge;
        }

        if (PictureFormat.Of(bytes) is not { } format)
        {
            return new Error.Invalid(
                "picture_unknown", "By its content this file is no whole PNG, JPEG or WebP picture. Save it as one of these, then choose it again.", Field);
        }

        return (long)format.Width * format.Height <= MaxPixels ? format : new Error.Invalid(
            "picture_has_too_many_pixels",
            string.Create(
                CultureInfo.InvariantCulture,
                $"The picture is {format.Width:N0} × {format.Height:N0} pixels; at most {MaxPixels:N0} in all fit, as in 4,096 × 4,096. Make it smaller, then choose it again."),
            Field);
    }

    /// <summary>How large a file is, in words.</summary>
    internal static string Size(long bytes) => bytes switch
    {
        < 1 << 10 => string.Create(CultureInfo.InvariantCulture, $"{bytes} bytes"),
        < 1 << 20 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024.0:0.#} KB"),

        // Up: what is over the most never reads as the most.
        _ => string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(bytes / 1024.0 / 1024.0 * 100) / 100:0.##} MB"),
    };
}
