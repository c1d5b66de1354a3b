namespace BioZooCte.Sqlite;

/// <summary>The tables of a store.</summary>
internal static class Schema
{
    /// <summary>Marks the file as a store: "BZCT".</summary>
    public const int ApplicationId = 0x425A4354;

    /// <summary>The layout of the tables.</summary>
    public const int Version = 1;

    /// <summary>Makes the tables.</summary>
    public const string Tables =
        """
        CREATE TABLE question(
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            model TEXT NOT NULL,
            name TEXT NOT NULL,
            options TEXT NOT NULL,
            software TEXT NOT NULL,
            UNIQUE(model, options, software)) STRICT;
        CREATE TABLE image(
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            sha256 TEXT NOT NULL,
            name TEXT NOT NULL,
            UNIQUE(sha256, name)) STRICT;
        CREATE TABLE sample(
            question INTEGER NOT NULL REFERENCES question(id),
            image INTEGER NOT NULL REFERENCES image(id),
            votes BLOB NOT NULL,
            changes_result INTEGER NOT NULL,
            seconds REAL NOT NULL,
            finished TEXT NOT NULL,
            PRIMARY KEY(question, image)) STRICT;
        CREATE TABLE pair(
            question INTEGER NOT NULL REFERENCES question(id),
            image INTEGER NOT NULL REFERENCES image(id),
            perturbation TEXT NOT NULL,
            run INTEGER NOT NULL,
            pixels INTEGER NOT NULL,
            unperturbed INTEGER NOT NULL,
            perturbed INTEGER NOT NULL,
            intersection INTEGER NOT NULL,
            counts BLOB NOT NULL,
            seconds REAL NOT NULL,
            finished TEXT NOT NULL,
            PRIMARY KEY(question, image, perturbation, run)) STRICT;
        CREATE TABLE tile(
            question INTEGER NOT NULL REFERENCES question(id),
            image INTEGER NOT NULL REFERENCES image(id),
            tile INTEGER NOT NULL,
            perturbation TEXT NOT NULL,
            run INTEGER NOT NULL,
            data BLOB NOT NULL,
            PRIMARY KEY(question, image, tile, perturbation, run)) STRICT;
        CREATE TABLE remark(
            question INTEGER NOT NULL REFERENCES question(id),
            image INTEGER REFERENCES image(id),
            kind TEXT NOT NULL,
            text TEXT NOT NULL) STRICT;
        CREATE UNIQUE INDEX remark_of ON remark(question, ifnull(image, 0), kind);
        CREATE TABLE owner(
            id TEXT PRIMARY KEY,
            host TEXT NOT NULL,
            process INTEGER NOT NULL,
            started INTEGER NOT NULL,
            beat INTEGER NOT NULL) STRICT;
        CREATE TABLE claim(
            question INTEGER NOT NULL REFERENCES question(id),
            image INTEGER NOT NULL REFERENCES image(id),
            owner TEXT NOT NULL,
            PRIMARY KEY(question, image)) STRICT;
        CREATE VIEW score AS
            SELECT
                question.name AS model,
                question.model AS model_sha256,
                image.name AS image,
                image.sha256 AS image_sha256,
                substr(perturbation, 1, instr(perturbation || ':', ':') - 1) AS perturbation,
                CAST(nullif(substr(perturbation, instr(perturbation || ':', ':') + 1), '') AS REAL) AS strength,
                run,
                CAST(intersection AS REAL) / nullif(unperturbed + perturbed - intersection, 0) AS nhd,
                CASE WHEN unperturbed + perturbed > 0 THEN
                    (CAST(intersection AS REAL) / (unperturbed + perturbed - intersection)
                    + ifnull(CAST(pixels - unperturbed - perturbed + intersection AS REAL)
                        / nullif(pixels - intersection, 0), 0)) / 2 END AS miou,
                CAST(unperturbed AS REAL) / nullif(pixels, 0) AS foreground,
                seconds,
                finished,
                options,
                software
            FROM pair JOIN question ON question.id = pair.question JOIN image ON image.id = pair.image;
        """;
}
