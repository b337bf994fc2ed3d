using ExperimentAdmin.App.Shell.Pages.Forms;
using ExperimentAdmin.Core.Segments.Domain;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Segments.Editor;

/// <summary>One group of conditions, with the groups inside it.</summary>
public sealed partial class RuleGroup
{
    private static readonly IReadOnlyList<(RuleType Value, string Text)> s_types = [.. Enum.GetValues<RuleType>().Select(type => (type, RuleText.Of(type)))];

    [Parameter, EditorRequired]
    public required RuleDraft Rule { get; set; }

    /// <summary>Where the group is, as refusals name it: <c>rules[0].rules[1]</c>.</summary>
    [Parameter, EditorRequired]
    public required string Path { get; set; }

    /// <summary>1 for the outermost.</summary>
    [Parameter, EditorRequired]
    public required int Depth { get; set; }

    [Parameter, EditorRequired]
    public required RuleEditing Editing { get; set; }

    /// <summary>Takes the group away; the outermost stays.</summary>
    [Parameter]
    public EventCallback OnRemove { get; set; }

    private string Legend => Depth == 1 ? "Who is in the segment" : $"Group, {Depth} deep";

    private string AddId => ElementIds.Field($"{Path}.add");

    private void SetType(RuleType type)
    {
        Rule.Type = type;
        Editing.Change($"{Path}.type");
    }

    private void AddCondition()
    {
        Rule.Conditions.Add(new ConditionDraft());
        Editing.Rearrange(ElementIds.Field($"{Path}.conditions[{Rule.Conditions.Count - 1}].property"));
    }

    private void AddGroup()
    {
        Rule.Rules.Add(RuleDraft.WithOneCondition(RuleType.Any));
        Editing.Rearrange(ElementIds.Field($"{Path}.rules[{Rule.Rules.Count - 1}].type"));
    }

    private void RemoveCondition(int index)
    {
        Rule.Conditions.RemoveAt(index);
        Editing.Rearrange(AddId);
    }

    private void RemoveGroup(int index)
    {
        Rule.Rules.RemoveAt(index);
        Editing.Rearrange(AddId);
    }
}
