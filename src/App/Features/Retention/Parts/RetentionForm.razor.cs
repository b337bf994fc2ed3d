using System.Globalization;
using ExperimentAdmin.App.Shell.Pages.Forms;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Retention.Domain;
using ExperimentAdmin.Core.Retention.Reads;
using ExperimentAdmin.Core.Retention.UseCases;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Retention.Parts;

/// <summary>For how many days each kind is kept.</summary>
public sealed partial class RetentionForm
{
    private Dictionary<RetentionKind, string> _typed = [];

    [Parameter, EditorRequired]
    public required InstanceAccess Access { get; set; }

    [Inject]
    public required SetRetention Set { get; init; }

    [Inject]
    public required RetentionReads Reads { get; init; }

    private protected override Entries Typed
    {
        get => new(new Dictionary<RetentionKind, string>(_typed));
        set => _typed = new Dictionary<RetentionKind, string>(value.Texts);
    }

    private protected override string Saved => "Retention was saved.";

    private protected override int RevisionOf(RetentionView settings) => settings.Revision;

    private protected override Entries EntriesOf(RetentionView settings) => new(Enum.GetValues<RetentionKind>()
        .ToDictionary(kind => kind, kind => settings.Days[kind]?.ToString(CultureInfo.InvariantCulture) ?? string.Empty));

    private protected override Entries Merge(Entries start, Entries typed, Entries theirs) => new(theirs.Texts.Keys
        .ToDictionary(kind => kind, kind => ThreeWayMerge.Of(start.Texts[kind], typed.Texts[kind], theirs.Texts[kind])));

    private protected override bool IsUnchanged(Entries start, Entries typed) => typed == start;

    private protected override async Task<Result<int>> StoreAsync(Entries entries)
    {
        var parsed = RetentionDays.Parse(kind => entries.Texts[kind]);
        return parsed.TryGet(out var days, out _) ? await Set.RunAsync(new(Access, days, Revision), CancellationToken.None) : parsed.Errors.ToArray();
    }

    private protected override async Task<RetentionView?> LookAsync() => await Reads.ViewAsync(Access);

    /// <summary>The days of each kind as they are typed; blanks around them do not count.</summary>
    public sealed record Entries(IReadOnlyDictionary<RetentionKind, string> Texts)
    {
        public bool Equals(Entries? other) => other is not null && Texts.All(text => text.Value.Trim() == other.Texts[text.Key].Trim());

        public override int GetHashCode() => Texts.Count;
    }
}
