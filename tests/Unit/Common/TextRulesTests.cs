using ExperimentAdmin.Core.Access.UseCases;
using ExperimentAdmin.Core.Common;
using ExperimentAdmin.Core.Experiments.UseCases;
using ExperimentAdmin.Core.Flags.Domain;
using ExperimentAdmin.Core.Flags.UseCases;
using ExperimentAdmin.Core.Segments.UseCases;

namespace ExperimentAdmin.Unit.Common;

public sealed class TextRulesTests
{
    [Fact]
    public void WhatCannotBeStored_IsRefusedAtItsField_WhateverItIs()
    {
        const string Text = "a\0b";

        IEnumerable<Error>[] refused =
        [
            ExperimentText.CheckName(Text), ExperimentText.CheckHypothesis(Text), SegmentText.CheckName(Text), SegmentText.CheckDescription(Text),
            FlagText.CheckDescription(Text), PlaceName.Check(Text, "project", 255), PersonRules.CheckName(Text),
        ];

        refused.Select(errors => errors.Single().Code).Distinct().ShouldBe(["text_has_nul"]);
        refused.Select(errors => errors.Single().Field).ShouldBe(["name", "hypothesis", "name", "description", "description", "name", "name"]);
        PersonRules.CheckEmail("a\0b@example.com").ShouldHaveSingleItem().Code.ShouldBe("email_invalid");
    }

    [Fact]
    public void AnEmptyText_IsRefusedOnlyWhereOneIsNeeded()
    {
        ExperimentText.CheckName(" ").ShouldHaveSingleItem().Code.ShouldBe("name_missing");
        SegmentText.CheckDescription(null).ShouldBeEmpty();
    }
}
