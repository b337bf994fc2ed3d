using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Changes;
using ExperimentAdmin.Core.Flags.Features.Domain;
using ExperimentAdmin.Core.Flags.States.Domain;

namespace ExperimentAdmin.Core.Flags.States.UseCases;

/// <summary>
/// Changes a flag's environment default and any number of its segment overrides at once: all of it or nothing, as one
/// revision, one version and one record.
/// </summary>
public sealed class UpdateFlag(UnitOfWork work, IFlagGuard guard)
{
    // A record names what changed; with more scopes than these it counts the rest.
    private const int Named = 5;

    /// <param name="Access">Who asks; a product manager.</param>
    /// <param name="EnvironmentId">Where.</param>
    /// <param name="FeatureId">The flag.</param>
    /// <param name="Overrides">What is wanted of overrides, each segment once.</param>
    public sealed record Command(ProjectAccess Access, int EnvironmentId, int FeatureId, IReadOnlyList<OverrideChange> Overrides)
    {
        /// <summary>What is wanted of the environment default; null keeps it.</summary>
        public StateChange? Default { get; init; }

        /// <summary>The flag's revision on the asker's screen; null applies the named members to whatever is there.</summary>
        public int? ExpectedRevision { get; init; }
    }

    /// <summary>What is wanted of one segment's override.</summary>
    /// <param name="SegmentId">A segment that people made.</param>
    /// <param name="State">What it serves; a new override starts as the environment default is.</param>
    /// <param name="Priority">
    /// Its place among the hand-made overrides, from 0, which wins; one beyond the end is the last place. Null keeps the place; a
    /// new override comes last.
    /// </param>
    public sealed record OverrideChange(int SegmentId, StateChange State, int? Priority = null);

    /// <returns>The flag's revision now. Refusals name their input: <c>default.value</c>, <c>overrides[1].allocations</c>.</returns>
    public Task<Result<int>> RunAsync(Command command, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        return command.Overrides.DistinctBy(wanted => wanted.SegmentId).Count() < command.Overrides.Count
            ? Task.FromResult<Result<int>>(FlagErrors.SegmentListedTwice())
            : work.InEnvironmentAsync<int>(
                command.Access, command.EnvironmentId, Permission.EditFlags, change => RunAsync(change, command), cancellationToken);
    }

    private async Task<Result<int>> RunAsync(ChangeContext change, Command command)
    {
        if (!(await FlagEdit.OpenAsync(change, guard, command.FeatureId, command.ExpectedRevision)).TryGet(out var edit, out var error))
        {
            return error;
        }

        var before = OverrideOrder.Of(edit.Flag);
        var edits = new List<ScopeEdit>();
        var errors = new List<Error>();
        if (command.Default is { } wanted)
        {
            Collect(edit.EditDefault(wanted), "default");
        }

        foreach (var (index, item) in command.Overrides.Index())
        {
            Collect(await edit.PutOverrideAsync(item.SegmentId, item.State), $"overrides[{index}]");
        }

        if (errors.Count > 0)
        {
            return errors;
        }

        OverrideOrder.Move(edit.Flag, command.Overrides.Where(item => item.Priority is not null).Select(item => (item.SegmentId, item.Priority!.Value)));
        return await SaveAsync(change, edit, [.. edits.Where(made => made.IsChange)], before);

        void Collect(Result<ScopeEdit> made, string path)
        {
            edits.AddRange(made.IsOk ? [made.Value] : []);
            errors.AddRange(made.Errors.Select(refused => refused.Field is null ? refused : refused with { Field = $"{path}.{refused.Field}" }));
        }
    }

    private static async Task<Result<int>> SaveAsync(ChangeContext change, FlagEdit edit, List<ScopeEdit> edits, List<int> before)
    {
        var after = OverrideOrder.Of(edit.Flag);

        // New overrides come last unless they were placed: only another order is worth a word.
        var isReordered = !after.SequenceEqual(before.Concat(after.Except(before)));
        if (!isReordered && edits is [var single])
        {
            return await edit.SaveAsync(single);
        }

        var names = await OverrideOrder.NamesAsync(change, after);
        List<string> words =
        [
            .. edits.Take(Named).Select(made => made.Summary),
            .. edits.Count > Named ? [$"and {edits.Count - Named} more"] : Array.Empty<string>(),
            .. isReordered ? [OverrideOrder.Summary(after, names)] : Array.Empty<string>(),
        ];
        return await edit.SaveAsync(
            "flag_updated",
            string.Join("; ", words),
            FlagUpdateRecord.Of(edits.Select(made => made.RecordBefore), isReordered ? OverrideOrder.Text(before, names) : null),
            FlagUpdateRecord.Of(edits.Select(made => made.RecordAfter), isReordered ? OverrideOrder.Text(after, names) : null));
    }
}
