using System.Globalization;
using ExperimentAdmin.App.Delivery.Ofrep;

namespace ExperimentAdmin.Unit.Delivery;

public sealed class Fnv1aTests
{
    // Written down by the authors of the hash, http://www.isthe.com/chongo/tech/comp/fnv/.
    [Theory]
    [InlineData("", "cbf29ce484222325")]
    [InlineData("a", "af63dc4c8601ec8c")]
    [InlineData("foobar", "85944171f73967e8")]
    public void Bytes_GiveThePublishedHashes(string bytes, string expected)
    {
        var hash = new Fnv1a();
        foreach (var character in bytes)
        {
            hash.Add((byte)character);
        }

        hash.Value.ToString("x16", CultureInfo.InvariantCulture).ShouldBe(expected);
    }

    [Fact]
    public void TextsPartedElsewhere_GiveOtherHashes() => Of("ab", "c").ShouldNotBe(Of("a", "bc"));

    private static ulong Of(params ReadOnlySpan<string> texts)
    {
        var hash = new Fnv1a();
        foreach (var text in texts)
        {
            hash.Add(text);
        }

        return hash.Value;
    }
}
