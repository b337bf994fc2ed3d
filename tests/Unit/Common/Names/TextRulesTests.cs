using ExperimentAdmin.Core.Access.People;
using ExperimentAdmin.Core.Common.Names;
using ExperimentAdmin.Core.Experiments.Lifecycle;
using ExperimentAdmin.Core.Flags.Features.Domain;
using ExperimentAdmin.Core.Flags.States.UseCases;
using ExperimentAdmin.Core.Segments.UseCases;
using ExperimentAdmin.Core.Workspace.Domain;

namespace ExperimentAdmin.Unit.Common.Names;

public sealed class TextRulesTests
{
    [Fact]
    public void WhatCannotBeStored_IsRefusedAtItsField_WhateverItIs()
    {
        const string Text = "a\0b";

        IEnumerable<Error>[] refused =
        [
            ExperimentText.CheckName(Text), ExperimentText.CheckHypothesis(Text), SegmentText.CheckName(Text), SegmentText.CheckDescription(Text),
            FlagText.CheckDescription(Text), LocationName.Check(Text, "project", 255), PersonRules.CheckName(Text),
        ];

        refused.Select(errors => errors.Single().Code).Distinct().ShouldBe(["text_has_nul"]);
        refused.Select(errors => errors.Single().Field).ShouldBe(["name", "hypothesis", "name", "description", "description", "name", "name"]);
        PersonRules.CheckEmail("a\0b@example.com").ShouldHaveSingleItem().Code.ShouldBe("email_invalid");
    }

    [Fact]
    public void HalfOfAPair_IsRefusedAtItsField_WhateverItIs()
    {
        const string Text = "a\ud83d";

        IEnumerable<Error>[] refused =
        [
            ExperimentText.CheckName(Text), ExperimentText.CheckHypothesis(Text), SegmentText.CheckName(Text), SegmentText.CheckDescription(Text),
            FlagText.CheckDescription(Text), LocationName.Check(Text, "project", 255), PersonRules.CheckName(Text),
            FlagValue.Parse(FlagValueType.String, Text, "value").Errors,
        ];

        refused.Select(errors => errors.Single().Code).Distinct().ShouldBe(["text_malformed"]);
        PersonRules.CheckEmail("a\ud83d@example.com").ShouldHaveSingleItem().Code.ShouldBe("email_invalid");
    }

    [Fact]
    public void Lengths_CountCharactersAndNotTheirHalves()
    {
        var rockets = string.Concat(Enumerable.Repeat("🚀", 255));

        ExperimentText.CheckName(rockets).ShouldBeEmpty();
        ExperimentText.CheckName(rockets + "🚀").ShouldHaveSingleItem().Message.ShouldContain("256 characters");
        FlagValue.Parse(FlagValueType.String, string.Concat(Enumerable.Repeat("🚀", FlagValue.MaxLength)), "value").Error.ShouldBeNull();
        FlagValue.Parse(FlagValueType.String, string.Concat(Enumerable.Repeat("🚀", FlagValue.MaxLength + 1)), "value").Error!.Code.ShouldBe("value_too_long");
    }

    [Fact]
    public void WhatNoTextHas_IsFoldedIntoWhatIsFoundNowhere()
        => ((string[])["a\ud83d", "\ude80a", "a\0b"]).ShouldAllBe(search => TextFold.Anywhere(search).Contains('\ufffd'));

    [Fact]
    public void AnEmptyText_IsRefusedOnlyWhereOneIsNeeded()
    {
        ExperimentText.CheckName(" ").ShouldHaveSingleItem().Code.ShouldBe("name_missing");
        SegmentText.CheckDescription(null).ShouldBeEmpty();
    }
}
