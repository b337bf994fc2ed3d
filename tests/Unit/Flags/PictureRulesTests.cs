using System.Text;
using ExperimentAdmin.Core.Flags.Features.Domain;
using ExperimentAdmin.Tests.Shared;

namespace ExperimentAdmin.Unit.Flags;

/// <summary>What a picture is, its content says; everything else is refused with a sentence.</summary>
public sealed class PictureRulesTests
{
    public static TheoryData<byte[], string, int, int> Whole => new()
    {
        { Pictures.Dot, "image/png", 1, 1 },
        { Pictures.Png(640, 480), "image/png", 640, 480 },
        { [.. Pictures.Png(640, 480), .. "behind"u8], "image/png", 640, 480 },
        { Pictures.Jpeg(320, 200), "image/jpeg", 320, 200 },
        { Pictures.Jpeg(320, 200, frame: 0xC2), "image/jpeg", 320, 200 },
        { [.. Pictures.Jpeg(320, 200), .. "behind"u8], "image/jpeg", 320, 200 },
        { Pictures.WebP(16_383, 1), "image/webp", 16_383, 1 },
        { Pictures.WebPLossless(200, 300), "image/webp", 200, 300 },
        { Pictures.WebPExtended(4_000, 4_000), "image/webp", 4_000, 4_000 },
    };

    public static TheoryData<byte[]> Others => new()
    {
        { [] },
        { "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"u8.ToArray() },
        { "GIF89a\u0001\0\u0001\0"u8.ToArray() },
        { "BM______"u8.ToArray() },
        { "%PDF-1.7"u8.ToArray() },
        { "<html><script>alert(1)</script>"u8.ToArray() },
        { [0x89, .. "PNG\r\n\u001a\n<script>alert(1)</script>"u8] },
        { [0xFF, 0xD8, 0xFF, .. "<script>alert(1)</script>"u8] },
        { Encoding.ASCII.GetBytes("RIFF\u0010\0\0\0WEBP<script>alert(1)</script>") },
        { Encoding.ASCII.GetBytes("RIFF\u0010\0\0\0WAVEfmt \u0004\0\0\0\0\0\0\0") },
        { Pictures.Png(0, 10) },
        { Pictures.Png(10, 0) },
        { Pictures.Jpeg(10, 0) },
        { Pictures.Jpeg(10, 10, frame: 0xC4) },
        { Pictures.WebP(0, 10) },
        { Pictures.Png(10, 10)[..^12] },
        { Pictures.Png(10, 10)[..30] },
        { Pictures.Jpeg(10, 10)[..^2] },
        { Pictures.WebP(10, 10)[..^2] },
        { Pictures.WebPExtended(10, 10)[..30] },
        { [.. Pictures.Png(10, 10)[..8], .. Pictures.Png(10, 10)[33..]] },
    };

    [Theory]
    [MemberData(nameof(Whole))]
    public void AWholePicture_IsKnownByItsContent(byte[] bytes, string type, int width, int height)
    {
        var format = PictureRules.Read(bytes).Value;

        (format.ContentType, format.Width, format.Height).ShouldBe((type, width, height));
    }

    [Theory]
    [MemberData(nameof(Others))]
    public void EverythingElse_IsRefused(byte[] bytes)
    {
        var error = PictureRules.Read(bytes).Error!;

        (error.Code, error.Field, error.Message).ShouldBe((
            "picture_unknown", "picture",
            "By its content this file is no whole PNG, JPEG or WebP picture. Save it as one of these, then choose it again."));
    }

    // Whatever somebody sends, reading it ends.
    [Fact]
    public void EveryPicture_ThatIsCutOrHasAnotherByte_IsReadToAnEnd()
    {
        foreach (var picture in (byte[][])[Pictures.Png(9, 9), Pictures.Jpeg(9, 9), Pictures.WebP(9, 9), Pictures.WebPLossless(9, 9), Pictures.WebPExtended(9, 9)])
        {
            for (var place = 0; place < picture.Length; place++)
            {
                Should.NotThrow(() => PictureFormat.Of(picture.AsSpan(0, place)));
                foreach (var other in (byte[])[0x00, 0x7F, 0x80, 0xFF])
                {
                    var changed = picture.ToArray();
                    changed[place] = other;
                    Should.NotThrow(() => PictureFormat.Of(changed));
                }
            }
        }
    }

    [Fact]
    public void AFileThatIsTooLarge_IsRefusedWithItsSize()
    {
        var most = Pictures.Png(1, 1, PictureRules.MaxBytes - Pictures.Png(1, 1).Length);

        PictureRules.Read(most).Error.ShouldBeNull();
        var error = PictureRules.Read([.. most, 0]).Error!;
        error.Code.ShouldBe("picture_too_large");
        error.Message.ShouldBe("The file has 1.01 MB; at most 1 MB fit. Make the picture smaller, then choose it again.");
        PictureRules.WhyTooLarge(3_500_000)!.Message.ShouldStartWith("The file has 3.34 MB;");
    }

    [Fact]
    public void APictureOfTooManyPixels_IsRefusedWithItsSize()
    {
        PictureRules.Read(Pictures.Png(4_096, 4_096)).Error.ShouldBeNull();
        PictureRules.Read(Pictures.Png(4_097, 4_096)).Error!.Message.ShouldBe(
            "The picture is 4,097 × 4,096 pixels; at most 16,777,216 in all fit, as in 4,096 × 4,096. Make it smaller, then choose it again.");
        PictureRules.Read(Pictures.Png(int.MaxValue, int.MaxValue)).Error!.Code.ShouldBe("picture_has_too_many_pixels");
        PictureRules.Read(Pictures.Jpeg(65_535, 65_535)).Error!.Code.ShouldBe("picture_has_too_many_pixels");
        PictureRules.Read(Pictures.WebPExtended(1 << 24, 1 << 24)).Error!.Code.ShouldBe("picture_has_too_many_pixels");
    }
}
