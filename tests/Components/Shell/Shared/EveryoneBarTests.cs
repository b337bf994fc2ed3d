using Bunit;
using ExperimentAdmin.App.Shell.Shared.Experiments;

namespace ExperimentAdmin.Components.Shell.Shared;

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

    [Fact]
    public void WhatIsNotServed_HasNoColour_AndSaysSo()
    {
        var bar = Render<EveryoneBar>(parameters => parameters.Add(part => part.Percentage, new BasisPoints(400)).Add(part => part.Muted, true)
            .Add(part => part.Arms, [new BarArm(0, "control", new(5_000)), new BarArm(1, "big", new(5_000))]));

        bar.Find("[role=img]").GetAttribute("aria-label").ShouldBe("Not served. Of everyone: control 2 %, big 2 % and outside 96 %");
        bar.FindAll("[class*=arm-]").ShouldBeEmpty();
        bar.FindAll("[data-testid=bar-legend] li").Count.ShouldBe(2);
        bar.FindAll(".part .num")[0].TextContent.ShouldBe("control 2 %", "no colour says which one it is");
    }

    [Fact]
    public void WhereItIsWanted_AllPartsAreNamedBelow_HoweverLarge()
        => Render<EveryoneBar>(parameters => parameters.Add(part => part.Percentage, new BasisPoints(9_000)).Add(part => part.Named, true)
            .Add(part => part.Arms, [new BarArm(0, "control", new(5_000)), new BarArm(1, "big", new(5_000))]))
            .FindAll("[data-testid=bar-legend] li:not([class])").Select(item => item.TextContent).ShouldBe(["control 45 %", "big 45 %", "outside 10 %"]);

    [Theory]
    [InlineData(400, 5_000, "control 2 %|big 2 %")]
    [InlineData(1, 4_000, "control under 0.01 %|big 0.01 %")]
    [InlineData(9_600, 400, "control 3.84 %|outside 4 %")]
    [InlineData(10_000, 499, "control 4.99 %")]
    [InlineData(10_000, 0, "")]
    [InlineData(0, 5_000, "")]
    public void SharesUnderFivePercent_AreAlwaysSaidBelow(int percentage, int control, string said)
        => string.Join('|', Bar(percentage, (0, "control", control), (1, "big", 10_000 - control)).FindAll("[data-testid=bar-legend] li:not([class])")
            .Select(item => item.TextContent)).ShouldBe(said);

    [Theory]
    [InlineData(10_000, 500, "control 5 %", "below-960")]
    [InlineData(10_000, 1_000, "control 10 %", "below-480")]
    [InlineData(8_500, 5_000, "outside 15 %", "below-800")]
    [InlineData(10_000, 1_600, "", "")]
    public void SharesWhoseNumberHasNoRoom_AreSaidBelow_WhereTheBarIsNarrow(int percentage, int control, string said, string where)
    {
        var some = Bar(percentage, (0, "control", control), (1, "big", 10_000 - control)).FindAll("[data-testid=bar-legend] li[class]");

        string.Join('|', some.Select(item => item.TextContent)).ShouldBe(said);
        string.Join('|', some.Select(item => item.ClassName)).ShouldBe(where);
    }

    [Fact]
    public void WhatIsNotServed_IsNamedBelow_WhereANameHasNoRoomInAnyBar()
        => Render<EveryoneBar>(parameters => parameters.Add(part => part.Percentage, new BasisPoints(4_000)).Add(part => part.Muted, true)
                .Add(part => part.Arms, [new BarArm(0, "control", new(2_500)), new BarArm(1, "big", new(7_500))]))
            .FindAll("[data-testid=bar-legend] li").Select(item => $"{item.TextContent} {item.ClassName}").ShouldBe(["control 10 % ", "big 30 % below-480"]);

    [Fact]
    public void ASmallBar_HasTheSmallestBelowIt_AndNoMore()
        => Render<EveryoneBar>(parameters => parameters.Add(part => part.Percentage, BasisPoints.All).Add(part => part.Small, true)
                .Add(part => part.Arms, [new BarArm(0, "control", new(9_300)), new BarArm(1, "big", new(600)), new BarArm(2, "bigger", new(100))]))
            .FindAll("[data-testid=bar-legend] li").Select(item => item.TextContent).ShouldBe(["bigger 1 %"]);

    private IRenderedComponent<EveryoneBar> Bar(int percentage, params (int Index, string Key, int Share)[] arms)
        => Render<EveryoneBar>(parameters => parameters
            .Add(part => part.Percentage, new BasisPoints(percentage))
            .Add(part => part.Arms, [.. arms.Select(arm => new BarArm(arm.Index, arm.Key, new(arm.Share)))]));
}
