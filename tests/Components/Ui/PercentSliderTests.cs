using Bunit;
using ExperimentAdmin.App.Ui.Percent;

namespace ExperimentAdmin.Components.Ui;

public sealed class PercentSliderTests : PartTestContext
{
    private readonly List<int> _asked = [];

    [Fact]
    public void ItIsANativeSlider_WithItsValueInWords()
    {
        var slider = Slider(1_250);

        var range = slider.Find("input[type=range]");
        range.GetAttribute("min").ShouldBe("0");
        range.GetAttribute("max").ShouldBe("10000");
        range.GetAttribute("step").ShouldBe("1");
        range.GetAttribute("data-value").ShouldBe("1250");
        range.GetAttribute("aria-valuetext").ShouldBe("12.5 percent");
        slider.Find($"label[for={range.Id}]").TextContent.ShouldBe("Rollout");
        slider.FindAll(".marks span").Select(mark => mark.TextContent).ShouldBe(["0 %", "25 %", "50 %", "75 %", "100 %"]);
    }

    [Fact]
    public async Task Dragging_AsksForEachValue_AndNeverBeyondTheEnds()
    {
        var slider = Slider(2_000);

        await slider.InvokeAsync(() => slider.Instance.ReceiveDragAsync("share", 2_100, 1));
        await slider.InvokeAsync(() => slider.Instance.ReceiveDragAsync("share", 12_000, 1));
        await slider.InvokeAsync(() => slider.Instance.ReceiveDragAsync("share", -5, 1));

        _asked.ShouldBe([2_100, 10_000, 0]);
    }

    [Fact]
    public void ADraggedInput_IsNeverWrittenTo()
    {
        var slider = Slider(2_000);

        slider.Render(parameters => parameters.Add(part => part.Value, new BasisPoints(3_000)));

        var range = slider.Find("input[type=range]");
        range.GetAttribute("value").ShouldBe("2000", "the browser owns the thumb");
        range.GetAttribute("data-value").ShouldBe("3000", "what it takes over when nobody holds it");
        slider.Find("input[data-percent]").GetAttribute("value").ShouldBe("30");
    }

    [Fact]
    public async Task TheBoxBesideIt_AsksToo()
    {
        var slider = Slider(2_000);

        await slider.InvokeAsync(() => slider.Find("input[data-percent]").ChangeAsync(new() { Value = "33,33" }));

        _asked.ShouldBe([3_333]);
    }

    [Fact]
    public async Task Disabled_NothingMoves()
    {
        var slider = Slider(2_000, disabled: true);

        await slider.InvokeAsync(() => slider.Instance.ReceiveDragAsync("share", 2_100, 1));

        _asked.ShouldBeEmpty();
        slider.FindAll("input:not([disabled])").ShouldBeEmpty();
    }

    private IRenderedComponent<PercentSlider> Slider(int value, bool disabled = false) => Render<PercentSlider>(parameters => parameters
        .Add(part => part.Id, "percentage").Add(part => part.Label, "Rollout").Add(part => part.Marks, true)
        .Add(part => part.Value, new BasisPoints(value)).Add(part => part.ValueChanged, asked => _asked.Add(asked.Value)).Add(part => part.Disabled, disabled));
}
