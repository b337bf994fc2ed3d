namespace ExperimentAdmin.App.Shell.Pages.Forms;

/// <summary>
/// When a form says what is wrong: at a field once it was left, everywhere once somebody tried to go on, and no longer
/// once it is corrected.
/// </summary>
public sealed class FormChecks
{
    private readonly HashSet<string> _left = new(StringComparer.Ordinal);
    private FormErrors _atFields = FormErrors.None;

    /// <summary>What the last attempt was refused for and is still wrong: for the summary.</summary>
    public FormErrors Refused { get; private set; } = FormErrors.None;

    /// <summary>What to show at a field; null for nothing.</summary>
    public string? this[string field] => Refused[field] ?? _atFields[field];

    /// <summary>Somebody tried to go on, or the server refused.</summary>
    /// <returns>Whether nothing is wrong.</returns>
    public bool Try(IEnumerable<Error> broken)
    {
        Refused = new FormErrors(broken);
        return !Refused.Any;
    }

    /// <summary>A field was left.</summary>
    public void Leave(string field, IEnumerable<Error> broken)
    {
        _left.Add(field);
        _atFields = new FormErrors(broken.Where(IsLeft));
    }

    /// <summary>Something was entered. What only the server can know is taken back: it has not seen this yet.</summary>
    public void Change(IReadOnlyList<Error> broken)
    {
        Refused = Refused.Still(broken);
        _atFields = new FormErrors(broken.Where(IsLeft));
    }

    /// <summary>Begins anew.</summary>
    public void Clear()
    {
        _left.Clear();
        (Refused, _atFields) = (FormErrors.None, FormErrors.None);
    }

    private bool IsLeft(Error error) => error.Field is { } field && _left.Contains(field);
}
