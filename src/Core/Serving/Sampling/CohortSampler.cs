using ExperimentAdmin.Core.Evaluation.Compiled;
using ExperimentAdmin.Core.Evaluation.Context;
using ExperimentAdmin.Core.Evaluation.Forecast;
using ExperimentAdmin.Core.Evaluation.Hashing;
using ExperimentAdmin.Core.Experiments.Overlaps;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Serving.Traits;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Core.Serving.Sampling;

/// <summary>
/// Looks at identities that the environment knows by their traits, from several places among them, and at made-up ones when these are few.
/// </summary>
internal sealed class CohortSampler(ServedEnvironments served, IDbContextFactory<AppDbContext> contexts) : ICohortSampler
{
    private const int Most = 4_000;
    private const int Places = 20;

    public async Task<CohortSample?> TakeAsync(
        int environmentId, int featureId, RolloutSalts salts, BasisPoints percentage, IReadOnlyList<int> segments, int? candidate,
        CancellationToken cancellationToken)
    {
        if (served.Find(environmentId) is not { } environment)
        {
            return null;
        }

        var known = await KnownAsync(environmentId, cancellationToken);
        var everybody = known.Concat(Enumerable.Range(1, Math.Max(0, Most - known.Count)).Select(number => new EvaluationIdentity($"identity-{number}", TraitSet.None))).ToList();
        var compiled = environment.Segments.ToDictionary(segment => segment.Id, segment => segment.Compiled);
        var rivals = segments.Where(compiled.ContainsKey).Select(id => (Id: id, Segment: compiled[id])).ToList();
        var others = environment.Flags.Where(flag => flag.FeatureId != featureId && flag.RunningSegmentId is { } id && compiled.ContainsKey(id))
            .Select(flag => (flag.FeatureId, Segment: compiled[flag.RunningSegmentId!.Value])).ToList();
        var asked = candidate is { } wanted ? compiled.GetValueOrDefault(wanted) : null;
        var taken = new Tally(rivals, others, asked);
        var rollout = new RolloutAssignment(percentage, []);
        var hash = salts.Hasher();
        foreach (var identity in everybody.Where(identity => rollout.Admits(hash(identity.Identifier).Entering)))
        {
            taken.Add(environment.Snapshot.ContextOf(identity));
        }

        return new CohortSample(known.Count, everybody.Count, taken.InCohort, taken.Segments, taken.Experiments, taken.Candidate, taken.Free);
    }

    // Ids follow each other in the order of arrival: from one place alone they would be of one day.
    private async Task<List<EvaluationIdentity>> KnownAsync(int environmentId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var stored = db.Set<StoredIdentity>().AsNoTracking().Where(identity => identity.EnvironmentId == environmentId);
        var last = await stored.MaxAsync(identity => (int?)identity.Id, cancellationToken) ?? 0;
        var found = new Dictionary<int, StoredIdentity>();
        for (var place = 0; place < Places && last > 0; place++)
        {
            var from = (int)((long)last * place / Places);
            foreach (var identity in await stored.Where(identity => identity.Id > from).OrderBy(identity => identity.Id).Take(Most / Places).ToListAsync(cancellationToken))
            {
                _ = found.TryAdd(identity.Id, identity);
            }
        }

        return [.. found.Values.Select(identity => new EvaluationIdentity(identity.Identifier, TraitJson.Read(identity.Traits)))];
    }

    private sealed class Tally(
        List<(int Id, CompiledSegment Segment)> rivals, List<(int FeatureId, CompiledSegment Segment)> others, CompiledSegment? candidate)
    {
        public int InCohort { get; private set; }

        public int Candidate { get; private set; }

        public int Free { get; private set; }

        public Dictionary<int, int> Segments { get; } = [];

        public Dictionary<int, int> Experiments { get; } = [];

        public void Add(EvaluationContext context)
        {
            InCohort++;
            var rival = rivals.FirstOrDefault(rival => rival.Segment.Matches(context));
            if (rival.Segment is not null)
            {
                Segments[rival.Id] = Segments.GetValueOrDefault(rival.Id) + 1;
            }
            else
            {
                Free++;
                Candidate += candidate?.Matches(context) is true ? 1 : 0;
            }

            foreach (var (featureId, _) in others.Where(other => other.Segment.Matches(context)))
            {
                Experiments[featureId] = Experiments.GetValueOrDefault(featureId) + 1;
            }
        }
    }
}
