namespace ExperimentAdmin.App.Shell.Pages.Forms;

/// <summary>The refusals of one attempt to save, for their fields and for the summary.</summary>
public sealed class FormErrors
{
    private readonly object _attempt = new();

    public FormErrors(params IEnumerable<Error> errors) => All = [.. errors];

    private FormErrors(object attempt, IEnumerable<Error> errors) => (_attempt, All) = (attempt, [.. errors]);

    /// <summary>Nothing was refused.</summary>
    public static FormErrors None { get; } = new();

    public IReadOnlyList<Error> All { get; }

    public bool Any => All.Count > 0;

    /// <summary>What is wrong with one field; null when nothing is.</summary>
    /// <param name="field">The field as the refusal names it.</param>
    public string? this[string field]
    {
        get
        {
            var sentences = All.Where(error => error.Field == field).Select(error => error.Message).ToList();
            return sentences.Count == 0 ? null : string.Join(" ", sentences);
        }
    }

    /// <summary>Without the refusals of some fields: what somebody corrected is no longer wrong.</summary>
    public FormErrors Without(params string[] fields)
        => new(_attempt, All.Where(error => error.Field is null || !fields.Contains(error.Field, StringComparer.Ordinal)));

    /// <summary>What is still wrong of what was refused, after somebody corrected something.</summary>
    /// <param name="broken">All rules that are broken now.</param>
    public FormErrors Still(IEnumerable<Error> broken)
        => new(_attempt, broken.Where(error => error.Field is not null && All.Any(refused => refused.Field == error.Field)));

    /// <summary>Whether both are of the same attempt, so that nothing new was refused.</summary>
    public bool IsOfAttempt(FormErrors other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return ReferenceEquals(_attempt, other._attempt);
    }
}
