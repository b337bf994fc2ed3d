using Bunit;
using ExperimentAdmin.App.Ui;

namespace ExperimentAdmin.Components.Ui;

public sealed class EveryoneBarTests : PartTestContext
{
    [Fact]
    public void ArmsAreInside_TheRestIsHatched()
    {
        var bar = Bar(2_000, (0, "control", 5_000), (1, "big", 5_000));

        bar.FindAll(".part").Select(part => part.GetAttribute("style")).ShouldBe(["width:10%", "width:10%", "width:80%"]);
        bar.FindAll(".part")[2].ClassList.ShouldContain("outside");
        bar.Find("[role=img]").GetAttribute("aria-label").ShouldBe("Of everyone: control 10 %, big 10 % and outside 80 %");
    }

    [Fact]
    public void NobodyInside_IsOneHatchedPart()
        => Bar(0, (0, "control", 10_000)).FindAll(".part").ShouldHaveSingleItem().GetAttribute("style").ShouldBe("width:100%");

    [Fact]
    public void EverybodyInside_HasNoHatchedPart()
        => Bar(10_000, (0, "control", 3_334), (1, "big", 6_666)).FindAll(".outside").ShouldBeEmpty();

    [Fact]
    public void SharesOfShares_HaveNoFloatNoise()
        => Bar(3_333, (0, "control", 3_333), (1, "big", 6_667)).Find("[role=img]").GetAttribute("aria-label")
            .ShouldBe("Of everyone: control 11.11 %, big 22.22 % and outside 66.67 %");

    [Theory]
    [InlineData(0, "arm-0")]
    [InlineData(7, "arm-7")]
    [InlineData(8, "arm-1")]
    public void ColoursRepeat_ButNeverThatOfControl(int index, string name) => ArmColour.Class(index).ShouldBe(name);

    private IRenderedComponent<EveryoneBar> Bar(int percentage, params (int Index, string Key, int Share)[] arms)
        => Render<EveryoneBar>(parameters => parameters
            .Add(part => part.Percentage, new BasisPoints(percentage))
            .Add(part => part.Arms, [.. arms.Select(arm => new BarArm(arm.Index, arm.Key, new(arm.Share)))]));
}
