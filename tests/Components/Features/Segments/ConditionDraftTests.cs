using ExperimentAdmin.App.Features.Segments.Editor;
using ExperimentAdmin.Core.Segments.Domain;

namespace ExperimentAdmin.Components.Features.Segments;

public sealed class ConditionDraftTests
{
    [Theory]
    [InlineData("plan", SegmentOperator.Equal, "pro")]
    [InlineData("app", SegmentOperator.LessThan, "1.2.0:semver")]
    [InlineData("country", SegmentOperator.In, "de,fr")]
    [InlineData("country", SegmentOperator.In, "[\"a,b\",\"c\"]")]
    [InlineData("country", SegmentOperator.In, "[\" a\"]")]
    [InlineData("id", SegmentOperator.Modulo, "10|3")]
    [InlineData("gone", SegmentOperator.IsNotSet, "")]
    [InlineData("mail", SegmentOperator.Regex, "^a|b$")]
    [InlineData("$.identity.key", SegmentOperator.PercentageSplit, "12.5")]
    [InlineData("$.identity.traits['company']", SegmentOperator.PercentageSplit, "50")]
    [InlineData("$.identity.identifier", SegmentOperator.Equal, "user_1")]
    [InlineData("$.environment.name", SegmentOperator.NotEqual, "Production")]
    [InlineData("$.environment.key", SegmentOperator.Equal, "abc")]
    [InlineData("$.identity.traits[' plan']", SegmentOperator.Equal, "pro")]
    [InlineData("$.identity.traits[' plan']", SegmentOperator.PercentageSplit, "50")]
    [InlineData("$.identity.traits['$.identity.key']", SegmentOperator.Equal, "pro")]
    public void WhatIsStored_ReadsBackAsItWas(string property, SegmentOperator comparison, string value)
    {
        var condition = new SegmentCondition(property, comparison, value, "A note.");

        ConditionDraft.Of(condition).ToCondition().ShouldBe(condition);
    }

    [Fact]
    public void ATraitByItsPath_IsShownByItsName()
        => ConditionDraft.Of(new SegmentCondition("$.identity.traits['plan']", SegmentOperator.Equal, "pro")).Trait.ShouldBe("plan");

    [Fact]
    public void APercentageOfATraitWithoutName_IsNotOneOfIdentities()
        => new ConditionDraft { Comparison = new(SegmentOperator.PercentageSplit), Text = "10" }.ToCondition().Property.ShouldNotBeEmpty();

    [Fact]
    public void APercentageOfATrait_IsOfItsNameWithoutBlanks()
        => new ConditionDraft { Trait = " company ", Comparison = new(SegmentOperator.PercentageSplit), Text = "10" }.ToCondition().Property
            .ShouldBe("$.identity.traits['company']");

    [Fact]
    public void Lists_MayHaveBlanksAndGaps()
        => new ConditionDraft { Trait = "t", Comparison = new(SegmentOperator.In), Text = " de, , fr ,it" }.ToCondition().Value.ShouldBe("de,fr,it");
}
