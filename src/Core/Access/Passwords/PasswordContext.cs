namespace ExperimentAdmin.Core.Access.Passwords;

/// <summary>What somebody who knows a person, and where the person signs in, tries first.</summary>
public sealed class PasswordContext
{
    private const string Product = "the name of this product";
    private const string Email = "your e-mail address";

    // Shorter words are in too many others.
    private const int ShortestWord = 3;
    private const int ShortestBackwards = 5;

    private readonly List<(string Word, string What)> _words = [];

    /// <param name="email">What the person signs in with; null when it is not known.</param>
    /// <param name="name">What others call them; null when it is not known.</param>
    /// <param name="host">The name by which they reached this server; null when it is not known.</param>
    /// <param name="project">The project that is made with their account; null for none.</param>
    public PasswordContext(string? email, string? name, string? host = null, string? project = null)
    {
        Add("ExperimentAdmin", Product);
        Add("experiment admin", Product);
        var at = email?.LastIndexOf('@') ?? -1;
        Add(at < 0 ? email : email![..at], Email);
        AddHost(at < 0 ? null : email![(at + 1)..], Email);
        AddWhole(email, Email);
        Add(name, "your name");
        Add(project, "the name of the project");
        AddHost(host, "the name of this server");
    }

    /// <summary>What a password is made of; null when it is more than that.</summary>
    internal string? Finds(string password, IReadOnlyList<PasswordReading> readings)
    {
        foreach (var (word, what) in _words)
        {
            if (readings.Any(reading => reading.IsTheWord && (reading.Word == word || PasswordPatterns.Unit(reading.Word) == word)))
            {
                return what;
            }
        }

        return PasswordReading.Words(password)
            .SelectMany(text => new[] { MostOf(text, password.Length, ShortestWord), MostOf(PasswordReading.Reverse(text), password.Length, ShortestBackwards) })
            .FirstOrDefault(what => what is not null);
    }

    // More than half of the characters.
    private string? MostOf(string text, int length, int shortest)
    {
        var isCovered = new bool[text.Length];
        var most = (Length: 0, What: (string?)null);
        foreach (var (word, what) in _words.Where(known => known.Word.Length >= shortest))
        {
            for (var at = text.IndexOf(word, StringComparison.Ordinal); at >= 0; at = text.IndexOf(word, at + 1, StringComparison.Ordinal))
            {
                Array.Fill(isCovered, value: true, at, word.Length);
                most = word.Length > most.Length ? (word.Length, what) : most;
            }
        }

        return isCovered.Count(covered => covered) * 2 > length ? most.What : null;
    }

    // The whole of it, and each of its parts.
    private void Add(string? text, string what)
    {
        AddWhole(text, what);
        var folded = PasswordSpelling.Fold(text ?? string.Empty);
        foreach (var part in string.Concat(folded.Select(character => char.IsLetterOrDigit(character) ? character : ' ')).Split(' '))
        {
            AddWhole(part, what);
        }
    }

    // All but the last label, which many share.
    private void AddHost(string? host, string what)
    {
        AddWhole(host, what);
        Add(host?.LastIndexOf('.') is > 0 and var dot ? host[..dot] : host, what);
    }

    private void AddWhole(string? text, string what)
    {
        foreach (var word in PasswordReading.Words(text ?? string.Empty))
        {
            if (word.Length >= ShortestWord && word.Any(char.IsLetter) && !_words.Exists(known => known.Word == word))
            {
                _words.Add((word, what));
            }
        }
    }
}
