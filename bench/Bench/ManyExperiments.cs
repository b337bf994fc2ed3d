using System.Globalization;

namespace ExperimentAdmin.Bench;

/// <summary>
/// Fills an environment with experiments that ran and ended, each with its rollout, a hundred to a flag: as an
/// environment looks after years.
/// </summary>
internal static class ManyExperiments
{
    private const int PerFlag = 100;
    private const int FirstId = 1_000_000;

    /// <summary>Adds them to an environment that has none of them yet.</summary>
    /// <param name="shop">Whose production environment.</param>
    /// <param name="count">How many experiments that are over.</param>
    /// <param name="flags">How many flags they are of; null for one of each hundred.</param>
    /// <param name="running">How many run besides, each on a flag of its own.</param>
    public static Task AddAsync(BenchShop shop, int count, int? flags = null, int running = 0)
        => AddAsync(shop, count, flags ?? Math.Max(1, count / PerFlag), count + running);

    /// <summary>The first of those that run.</summary>
    /// <param name="count">How many experiments are over.</param>
    public static int FirstRunning(int count) => FirstId + count;

    private static Task AddAsync(BenchShop shop, int count, int flags, int all)
    {
        var environment = shop.Production.ToString(CultureInfo.InvariantCulture);
        var project = shop.Access.ProjectId.ToString(CultureInfo.InvariantCulture);
        return shop.ExecuteAsync(string.Create(CultureInfo.InvariantCulture,
            $$"""
            BEGIN;
            CREATE TEMP TABLE numbers AS WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < {{Math.Max(all, flags)}}) SELECT i FROM n;
            INSERT INTO features (id, project_id, name, name_folded, description, tags, value_type, initial_value, default_enabled, server_key_only,
                    next_ordinal, revision, created_at)
                SELECT {{FirstId}} + i, {{project}}, 'flag_' || i, 'flag_' || i, '', '', 'String', 'off', 1, 0, 2, 1, 0 FROM numbers WHERE i < {{flags}};
            INSERT INTO variants (id, uuid, feature_id, key, value, description, ordinal, position)
                SELECT {{FirstId}} + i, '00000000-0000-4000-8000-' || printf('%012d', i), {{FirstId}} + i, 'on', 'on', '', 1, 0 FROM numbers WHERE i < {{flags}};
            INSERT INTO flag_versions (id, environment_id, feature_id, number, flag_revision, published_at, published_by)
                SELECT {{FirstId}} + i, {{environment}}, {{FirstId}} + i, 1, 1, 0, 'bench' FROM numbers WHERE i < {{flags}};
            INSERT INTO flag_heads (environment_id, feature_id, live_version_id, revision)
                SELECT {{environment}}, {{FirstId}} + i, {{FirstId}} + i, 1 FROM numbers WHERE i < {{flags}};
            INSERT INTO flag_scopes (id, uuid, environment_id, feature_id, segment_id, seed)
                SELECT {{FirstId}} + i, '00000000-0000-4000-8000-' || printf('%012d', i), {{environment}}, {{FirstId}} + i, NULL, 2000000 + i FROM numbers WHERE i < {{flags}};
            INSERT INTO flag_states (version_id, scope_id, enabled, value, rank, changed_at_revision)
                SELECT {{FirstId}} + i, {{FirstId}} + i, 1, 'off', 0, 1 FROM numbers WHERE i < {{flags}};
            INSERT INTO segments (id, project_id, name, name_folded, description, rules, feature_id, experiment_id, revision, created_at)
                SELECT {{FirstId}} + i, {{project}}, 'experiment-' || i || '-rollout', 'experiment-' || i || '-rollout', '',
                    '[{"type":"ALL","conditions":[{"property":"$.identity.key","operator":"PERCENTAGE_SPLIT","value":"20"}],"rules":[]}]',
                    {{FirstId}} + i % {{flags}}, {{FirstId}} + i, 0, 0 FROM numbers WHERE i < {{all}};
            INSERT INTO experiments (id, environment_id, feature_id, name, hypothesis, description, tags, status, segment_id, search_text, revision, created_at,
                    created_by, updated_at, started_at, started_by, ended_at)
                SELECT {{FirstId}} + i, {{environment}}, {{FirstId}} + i % {{flags}}, 'Experiment ' || i, 'It helps.', '', '',
                    iif(i < {{count}}, 'Completed', 'Running'), {{FirstId}} + i,
                    'experiment ' || i || char(10) || 'flag_' || (i % {{flags}}), 3, i, 'bench', i, i, 'bench', iif(i < {{count}}, i, NULL)
                FROM numbers WHERE i < {{all}};
            INSERT INTO flag_scopes (id, uuid, environment_id, feature_id, segment_id, seed)
                SELECT 2 * {{FirstId}} + i, '00000000-0000-4000-8000-' || printf('%012d', {{flags}} + i), {{environment}}, {{FirstId}} + i % {{flags}}, {{FirstId}} + i, 3000000 + i FROM numbers WHERE i < {{all}};
            INSERT INTO flag_states (version_id, scope_id, enabled, value, rank, changed_at_revision)
                SELECT {{FirstId}} + i % {{flags}}, 2 * {{FirstId}} + i, 1, 'off', 1000000, 1 FROM numbers WHERE i < {{all}};
            INSERT INTO flag_allocations (version_id, scope_id, variant_id, basis_points)
                SELECT {{FirstId}} + i % {{flags}}, 2 * {{FirstId}} + i, {{FirstId}} + i % {{flags}}, 5000 FROM numbers WHERE i < {{all}};
            UPDATE experiment_counts SET count = count + {{count}} WHERE environment_id = {{environment}} AND status = 'Completed';
            UPDATE experiment_counts SET count = count + {{all - count}} WHERE environment_id = {{environment}} AND status = 'Running';
            COMMIT;
            ANALYZE;
            """));
    }
}
