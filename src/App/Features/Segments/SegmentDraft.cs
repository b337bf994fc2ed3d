using ExperimentAdmin.Core.Segments.Domain;

namespace ExperimentAdmin.App.Features.Segments;

/// <summary>A segment while somebody edits it.</summary>
public sealed class SegmentDraft
{
    private readonly string _rulesBefore;

    private SegmentDraft(string name, string description, RuleDraft root)
    {
        (Name, NameBefore, Description, DescriptionBefore, Root) = (name, name, description, description, root);
        _rulesBefore = RulesText;
    }

    public string? Name { get; set; }

    public string? Description { get; set; }

    /// <summary>Who is in it.</summary>
    public RuleDraft Root { get; private set; }

    /// <summary>Whether who is in it differs from what was opened.</summary>
    public bool ChangesRules => RulesText != _rulesBefore;

    /// <summary>Its new name; null when that is as it was opened.</summary>
    public string? NewName => Name == NameBefore ? null : Name ?? string.Empty;

    /// <summary>Its new description; null when that is as it was opened.</summary>
    public string? NewDescription => Description == DescriptionBefore ? null : Description ?? string.Empty;

    /// <summary>Whether anything differs from what was opened.</summary>
    public bool IsChanged => NewName is not null || NewDescription is not null || ChangesRules;

    /// <summary>The rules as text, to be kept while the page is reloaded.</summary>
    public string RulesText
    {
        get => SegmentRules.Write(Root.ToRules());
        set => Root = SegmentRules.TryRead(value) is { } rules ? RuleDraft.Of(rules) : Root;
    }

    private string NameBefore { get; }

    private string DescriptionBefore { get; }

    public static SegmentDraft New() => new(string.Empty, string.Empty, RuleDraft.WithOneCondition());

    public static SegmentDraft Of(string name, string description, IReadOnlyList<SegmentRule>? rules)
        => new(name, description, rules is null ? RuleDraft.WithOneCondition() : RuleDraft.Of(rules));
}
