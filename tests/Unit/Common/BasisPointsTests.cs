using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;

namespace ExperimentAdmin.Unit.Common;

public sealed class BasisPointsTests
{
    [Theory]
    [InlineData("0", 0)]
    [InlineData("100", 10_000)]
    [InlineData(" 12.5 ", 1_250)]
    [InlineData("12,34 %", 1_234)]
    [InlineData("7.", 700)]
    [InlineData(".5", 50)]
    [InlineData("+3", 300)]
    [InlineData("1.10", 110)]
    [InlineData("12.3400000000000000000000000000000", 1_234)]
    public void WhatPeopleType_IsRead(string text, int expected) => BasisPoints.Parse(text, "share").Value.Value.ShouldBe(expected);

    [Theory]
    [InlineData("", "percent_missing")]
    [InlineData("   ", "percent_missing")]
    [InlineData(null, "percent_missing")]
    [InlineData("abc", "percent_not_a_number")]
    [InlineData("nan", "percent_not_a_number")]
    [InlineData("Infinity", "percent_not_a_number")]
    [InlineData("1e2", "percent_not_a_number")]
    [InlineData("1.000,5", "percent_not_a_number")]
    [InlineData("-1", "percent_out_of_range")]
    [InlineData("100.01", "percent_out_of_range")]
    [InlineData("12.345", "percent_too_fine")]
    [InlineData("12.3400000000000000000000000000001", "percent_too_fine")]
    [InlineData("100.0000000000000000000000000000001", "percent_too_fine")]
    [InlineData("-0.0000000000000000000000000000001", "percent_too_fine")]
    public void WhatIsNoPercentage_IsRefusedWithTheField_AndNeverRounded(string? text, string code)
    {
        var error = BasisPoints.Parse(text, "share").Error.ShouldNotBeNull();

        (error.Code, error.Field).ShouldBe((code, "share"));
    }

    [Fact]
    public void WhatIsLongerThanAnyPercentage_IsNotRead()
        => BasisPoints.Parse($"12.{new string('0', 1_000)}", "share").Error!.Code.ShouldBe("percent_not_a_number");

    [Fact]
    public void EveryShare_ReadsBackFromItsText()
        => Prop.ForAll(
            Gen.Choose(0, BasisPoints.Whole).ToArbitrary(),
            share => BasisPoints.Parse(new BasisPoints(share).ToPercentText(), "share").Value.Value == share).QuickCheckThrowOnFailure();

    [Fact]
    public void TheText_IsTheShortest()
    {
        new BasisPoints(3_000).ToPercentText().ShouldBe("30");
        new BasisPoints(1_250).ToPercentText().ShouldBe("12.5");
        new BasisPoints(1).ToPercentText().ShouldBe("0.01");
    }

    [Fact]
    public void Shares_AddUp_AlsoBeyondTheWhole_AndLeaveTheRest()
    {
        BasisPoints.Sum([new(6_000), new(5_000)]).ShouldBe(11_000);
        BasisPoints.Left([new(6_000), new(1_500)]).ShouldBe(new BasisPoints(2_500));
        BasisPoints.Left([new(6_000), new(5_000)]).ShouldBe(default);
        BasisPoints.Left([]).ShouldBe(BasisPoints.All);
        new BasisPoints(1).Rest.ShouldBe(new BasisPoints(9_999));
    }

    [Theory]
    [InlineData(-5, 0)]
    [InlineData(2_500, 2_500)]
    [InlineData(12_000, 10_000)]
    public void TheNearestShare_IsNeverBeyondTheEnds(int number, int expected) => BasisPoints.Nearest(number).Value.ShouldBe(expected);

    [Fact]
    public void InJson_AShareIsItsNumber()
    {
        var shares = new Dictionary<int, BasisPoints> { [7] = new(2_500) };

        JsonSerializer.Serialize(shares).ShouldBe("""{"7":2500}""");
        JsonSerializer.Deserialize<Dictionary<int, BasisPoints>>("""{"7":2500}""").ShouldBe(shares);
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("10001")]
    [InlineData("12.5")]
    [InlineData("\"30\"")]
    [InlineData("{}")]
    public void WhatIsNoShareInJson_IsRefusedAsAnythingThatCannotBeRead(string json)
        => Should.Throw<JsonException>(() => JsonSerializer.Deserialize<BasisPoints>(json));
}
