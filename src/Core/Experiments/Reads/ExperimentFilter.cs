using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Access.Ownership;
using ExperimentAdmin.Core.Common.Names;
using ExperimentAdmin.Core.Experiments.Lifecycle;
using ExperimentAdmin.Core.Flags.Features.Domain;
using ExperimentAdmin.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Core.Experiments.Reads;

/// <summary>What a list of experiments is narrowed to, but for the status.</summary>
internal static class ExperimentFilter
{
    // A full-text index of trigrams has nothing to look up for fewer.
    private const int ShortestIndexedSearch = 3;

    /// <summary>Those of an owner, and those on a flag.</summary>
    public static IQueryable<Experiment> Narrowed(AppDbContext db, ProjectAccess access, IQueryable<Experiment> experiments, ExperimentListQuery query)
    {
        if (query.Owner is { } owner)
        {
            experiments = owner.PersonId is { } id
                ? experiments.Where(experiment => experiment.OwnerId == id)
                : experiments.Where(experiment => !Owners.Of(db, access.ProjectId).Any(person => person.Id == experiment.OwnerId));
        }

        if (string.IsNullOrWhiteSpace(query.Flag))
        {
            return experiments;
        }

        var flag = TextFold.Fold(query.Flag);
        return experiments.Where(experiment => db.Set<Feature>().Any(feature => feature.Id == experiment.FeatureId && feature.NameFolded == flag));
    }

    /// <summary>
    /// Those that have every word of a search anywhere in their name, their flag's or a tag, or, where that may be and nothing has them all,
    /// those that have some of them.
    /// </summary>
    public static async Task<(IQueryable<Experiment> Found, bool IsPartial)> SearchAsync(
        AppDbContext db, IQueryable<Experiment> experiments, string? search, bool mayBePartial, CancellationToken cancellationToken)
    {
        var words = TextFold.Words(search);
        var whole = Indexed(db, experiments.WithWords(search, experiment => experiment.SearchText), words.Where(IsIndexed), "AND");
        if (!mayBePartial || words.Count < 2 || await whole.AnyAsync(cancellationToken))
        {
            return (whole, false);
        }

        var some = experiments.WithAnyWord(search, experiment => experiment.SearchText);
        return (words.All(IsIndexed) ? Indexed(db, some, words, "OR") : some, true);
    }

    private static bool IsIndexed(string word) => TextRules.Length(word) >= ShortestIndexedSearch;

    // SQLite finds substrings by index only through its full-text table, which takes more letters for the same one than any
    // other search does, such as ς and σ; PostgreSQL's trigram index serves LIKE itself.
    private static IQueryable<Experiment> Indexed(AppDbContext db, IQueryable<Experiment> found, IEnumerable<string> words, string together)
    {
        var phrases = string.Join($" {together} ", words.Select(word => $"\"{word.Replace("\"", "\"\"", StringComparison.Ordinal)}\""));
        if (phrases.Length == 0 || !db.Database.IsSqlite())
        {
            return found;
        }

        var ids = db.Database.SqlQuery<int>($"SELECT rowid AS \"Value\" FROM experiment_search WHERE experiment_search MATCH {phrases}");
        return found.Where(experiment => ids.Contains(experiment.Id));
    }
}
