using Bunit;
using ExperimentAdmin.App.Ui.Percent;

namespace ExperimentAdmin.Components.Ui;

public sealed class BasisPointsBoxTests : PartTestContext
{
    private int? _asked;

    [Theory]
    [InlineData("12.5", 1_250)]
    [InlineData("12,34", 1_234)]
    [InlineData(" 100 % ", 10_000)]
    [InlineData("0", 0)]
    public async Task APercentage_IsTakenOver_WithPointOrComma(string typed, int basisPoints)
    {
        var box = Box(2_000);

        await box.InvokeAsync(() => box.Find("input").ChangeAsync(new() { Value = typed }));

        _asked.ShouldBe(basisPoints);
        box.Find("input").HasAttribute("aria-invalid").ShouldBeFalse();
    }

    [Theory]
    [InlineData("12.345", "more than two decimals")]
    [InlineData("101", "outside 0 to 100 %")]
    [InlineData("a lot", "is not a number")]
    [InlineData("", "Enter a percentage")]
    public async Task WhatIsNoPercentage_StaysAsTyped_WithTheReason(string typed, string reason)
    {
        var box = Box(2_000);

        await box.InvokeAsync(() => box.Find("input").ChangeAsync(new() { Value = typed }));

        _asked.ShouldBeNull();
        var input = box.Find("input");
        input.GetAttribute("value").ShouldBe(typed);
        input.GetAttribute("aria-invalid").ShouldBe("true");
        var error = box.Find("[role=alert]");
        error.TextContent.ShouldContain(reason);
        input.GetAttribute("aria-describedby")!.Split(' ').ShouldContain(error.Id);
    }

    [Fact]
    public async Task ARefusal_IsTold_AndGoesWhenTheValueMovesByOtherMeans()
    {
        var told = new List<bool>();
        var box = Render<BasisPointsBox>(parameters => parameters
            .Add(part => part.Id, "share").Add(part => part.Value, new BasisPoints(2_000)).Add(part => part.RefusedChanged, told.Add));

        await box.InvokeAsync(() => box.Find("input").ChangeAsync(new() { Value = "x" }));
        box.Render(parameters => parameters.Add(part => part.Value, new BasisPoints(3_000)));

        box.FindAll("[role=alert]").ShouldBeEmpty();
        box.Find("input").GetAttribute("value").ShouldBe("30");
        told.ShouldBe([true, false]);
    }

    [Fact]
    public async Task WhatIsTyped_Counts_WhenTheTypingRests()
    {
        var box = Box(2_000);

        var first = await box.BeginAsync("input", "3");
        var typing = await box.BeginAsync("input", "35,50");
        _asked.ShouldBeNull();
        Clock.Advance(BasisPointsBox.Rest);
        await first;
        await typing;

        _asked.ShouldBe(3_550);
    }

    [Fact]
    public async Task WhatIsTyped_StaysAsItIsSpelt_UntilTheBoxIsLeft()
    {
        var box = Following(2_000);

        var typing = await box.BeginAsync("input", "35,50");
        Clock.Advance(BasisPointsBox.Rest);
        await typing;
        box.Find("input").GetAttribute("value").ShouldBe("35,50");
        await box.InvokeAsync(() => box.Find("input").ChangeAsync(new() { Value = "35,50" }));

        box.Find("input").GetAttribute("value").ShouldBe("35.5");
    }

    [Fact]
    public async Task LeavingTheBox_CountsAtOnce_AndOnce()
    {
        var asked = new List<int>();
        var box = Following(2_000, asked.Add);

        var typing = await box.BeginAsync("input", "35");
        await box.InvokeAsync(() => box.Find("input").ChangeAsync(new() { Value = "35" }));
        Clock.Advance(BasisPointsBox.Rest);
        await typing;
        await box.InvokeAsync(() => box.Find("input").ChangeAsync(new() { Value = "35" }));

        asked.ShouldBe([3_500]);
    }

    [Fact]
    public async Task WhoeverGetsAnotherValueThanTheyTyped_SeesIt()
    {
        var box = Following(2_000, given: _ => 3_000);

        var typing = await box.BeginAsync("input", "90");
        Clock.Advance(BasisPointsBox.Rest);
        await typing;

        box.Find("input").GetAttribute("value").ShouldBe("30");
    }

    // Within something that takes over what it is asked for, or gives another value.
    private IRenderedComponent<BasisPointsBox> Following(int value, Action<int>? told = null, Func<int, int>? given = null)
    {
        IRenderedComponent<BasisPointsBox> box = null!;
        box = Render<BasisPointsBox>(parameters => parameters
            .Add(part => part.Id, "share").Add(part => part.Value, new BasisPoints(value)).Add(part => part.ValueChanged, asked =>
            {
                told?.Invoke(asked.Value);
                box.Render(again => again.Add(part => part.Value, given is null ? asked : new BasisPoints(given(asked.Value))));
            }));
        return box;
    }

    private IRenderedComponent<BasisPointsBox> Box(int value) => Render<BasisPointsBox>(parameters => parameters
        .Add(part => part.Id, "share").Add(part => part.Value, new BasisPoints(value)).Add(part => part.ValueChanged, asked => _asked = asked.Value));
}
